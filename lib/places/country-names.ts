import en from "i18n-iso-countries/langs/en.json" with { type: "json" };
import es from "i18n-iso-countries/langs/es.json" with { type: "json" };
import type { Locale } from "#lib/words.ts";

type Names = Record<string, string | string[]>;

/**
 * Where the package's first name is official and nobody looks for it under that letter ("Islamic Republic of Iran"), or
 * where Latin America says it differently. A language that the package does not know brings all of its names here.
 */
const OVERRIDES: Record<Locale, Record<string, string>> = {
  en: {
    CD: "Congo (Democratic Republic)",
    CG: "Congo (Republic)",
    CI: "Côte d’Ivoire",
    CN: "China",
    CZ: "Czechia",
    FM: "Micronesia",
    GM: "Gambia",
    IR: "Iran",
    LA: "Laos",
    MD: "Moldova",
    MK: "North Macedonia",
    PN: "Pitcairn Islands",
    PS: "Palestine",
    RE: "Réunion",
    RU: "Russia",
    SY: "Syria",
    TW: "Taiwan",
    TZ: "Tanzania",
    US: "United States",
    VA: "Vatican City",
    VG: "British Virgin Islands",
  },
  es: {
    BH: "Baréin",
    BJ: "Benín",
    BL: "San Bartolomé",
    BN: "Brunéi",
    CD: "Congo (República Democrática)",
    CG: "Congo (República)",
    CW: "Curazao",
    FJ: "Fiyi",
    GG: "Guernesey",
    GW: "Guinea-Bisáu",
    HM: "Islas Heard y McDonald",
    IQ: "Irak",
    KN: "San Cristóbal y Nieves",
    KP: "Corea del Norte",
    KR: "Corea del Sur",
    LA: "Laos",
    MF: "San Martín (parte francesa)",
    PG: "Papúa Nueva Guinea",
    PN: "Islas Pitcairn",
    PW: "Palaos",
    RO: "Rumania",
    SH: "Santa Elena, Ascensión y Tristán de Acuña",
    SR: "Surinam",
    SX: "San Martín (parte neerlandesa)",
    TL: "Timor Oriental",
    VA: "Ciudad del Vaticano",
    VG: "Islas Vírgenes Británicas",
  },
};

const PACKAGED: Record<Locale, Names> = { en: en.countries, es: es.countries };

/** A country's name in a language; its English name, then its code, where the language has none. */
export function countryName(code: string, locale: Locale): string {
  return (
    OVERRIDES[locale][code] ??
    first(PACKAGED[locale][code]) ??
    OVERRIDES.en[code] ??
    first(PACKAGED.en[code]) ??
    code
  );
}

function first(names: string | string[] | undefined): string | undefined {
  return Array.isArray(names) ? names[0] : names;
}
