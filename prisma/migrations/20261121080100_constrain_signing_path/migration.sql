-- Every rule of the signing path that the database can hold by itself. What needs a function, the household limit and the
-- append-only ledger, stands beside its noun in lib.

ALTER TABLE "Campaign"
  ADD CONSTRAINT campaign_slug CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  ADD CONSTRAINT campaign_languages CHECK (cardinality(languages) > 0);

ALTER TABLE "Edition"
  ADD CONSTRAINT edition_goal CHECK (goal > 0),
  ADD CONSTRAINT edition_year CHECK (year BETWEEN 2000 AND 2999),
  ADD CONSTRAINT edition_hours CHECK (opens_at < closes_at),
  ADD CONSTRAINT edition_household_limit CHECK (household_limit BETWEEN 1 AND 20);

ALTER TABLE "PledgeText"
  ADD CONSTRAINT pledge_text_version CHECK (version > 0),
  ADD CONSTRAINT pledge_text_sha256 CHECK (
    sha256 = encode(sha256(convert_to(concat_ws(E'\n', title, array_to_string(sentences, E'\n')), 'UTF8')), 'hex'));

-- Minors are counted, never named, never written to. Verified says when, how, and (by e-mail) on which of the household
-- slots. A person is whole or gone.
ALTER TABLE "Pledge"
  ADD CONSTRAINT pledge_place CHECK (
    country ~ '^[A-Z]{2}$'
    AND (region IS NULL OR region ~ ('^' || country || '-[A-Z0-9]{1,3}$'))
    AND (county IS NULL OR (region = 'US-WI' AND county ~ '^55[0-9]{3}$'))),
  ADD CONSTRAINT pledge_stance CHECK (stance IN ('man', 'supporter')),
  ADD CONSTRAINT pledge_display CHECK (display IN ('full', 'initial', 'hidden')),
  ADD CONSTRAINT pledge_evidence CHECK (evidence IN ('email', 'witnessed', 'paper')),
  ADD CONSTRAINT pledge_birth_year CHECK (birth_year BETWEEN 1880 AND 2999),
  ADD CONSTRAINT pledge_code_tries CHECK (code_tries BETWEEN 0 AND 15),
  ADD CONSTRAINT pledge_minor CHECK (NOT minor OR (display = 'hidden' AND news_at IS NULL)),
  ADD CONSTRAINT pledge_verified CHECK ((verified_at IS NULL) = (evidence IS NULL)),
  ADD CONSTRAINT pledge_slot CHECK (slot IS NULL OR (slot > 0 AND verified_at IS NOT NULL)),
  ADD CONSTRAINT pledge_slot_taken CHECK (
    slot IS NOT NULL OR evidence IS DISTINCT FROM 'email'
    OR withdrawn_at IS NOT NULL OR invalidated_at IS NOT NULL OR erased_at IS NOT NULL),
  ADD CONSTRAINT pledge_withdrawn CHECK (withdrawn_at IS NULL OR verified_at IS NOT NULL),
  ADD CONSTRAINT pledge_invalidated CHECK ((invalidated_at IS NULL) = (invalidated_reason IS NULL)),
  ADD CONSTRAINT pledge_person CHECK (
    CASE WHEN erased_at IS NULL
      THEN data_key IS NOT NULL AND name_sealed IS NOT NULL AND person_key IS NOT NULL
      ELSE num_nonnulls(data_key, name_sealed, person_key, email_sealed, mailbox_key, birth_year, ip_prefix) = 0
           AND cardinality(name_keys) = 0 END),
  ADD CONSTRAINT pledge_mailbox CHECK (num_nulls(mailbox_key, email_sealed, email_domain) IN (0, 3) OR erased_at IS NOT NULL);

-- The purge looks for old pending pledges only.
CREATE INDEX pledge_pending ON "Pledge" (submitted_at) WHERE verified_at IS NULL;

-- Once a mail is out of hand, nothing that opens a pledge stays readable here.
ALTER TABLE "Mail"
  ADD CONSTRAINT mail_kind CHECK (kind IN ('verify', 'already')),
  ADD CONSTRAINT mail_priority CHECK (priority BETWEEN 0 AND 9),
  ADD CONSTRAINT mail_code_tries CHECK (code_tries BETWEEN 0 AND 5),
  ADD CONSTRAINT mail_verify CHECK (kind <> 'verify' OR num_nulls(token_hash, code_hash, expires_at) = 0),
  ADD CONSTRAINT mail_ends_once CHECK (sent_at IS NULL OR failed_at IS NULL),
  ADD CONSTRAINT mail_secrets CHECK (
    (sent_at IS NULL AND failed_at IS NULL) OR num_nonnulls(token_sealed, code_sealed) = 0),
  ADD CONSTRAINT mail_last_error CHECK (last_error !~ '@' AND length(last_error) <= 40);

-- The queue of the deliverer: what still waits, in the order in which it goes.
CREATE INDEX mail_queue ON "Mail" (priority, next_try_at) WHERE sent_at IS NULL AND failed_at IS NULL;

ALTER TABLE "LedgerEntry"
  ADD CONSTRAINT ledger_kind CHECK (kind IN ('verified', 'renewed', 'withdrawn', 'invalidated', 'reinstated')),
  ADD CONSTRAINT ledger_evidence CHECK (evidence IN ('email', 'witnessed', 'paper')),
  ADD CONSTRAINT ledger_stance CHECK (stance IN ('man', 'supporter'));

-- A man is counted for the first time once, whatever runs in parallel.
CREATE UNIQUE INDEX ledger_first_count ON "LedgerEntry" (pledge_id) WHERE kind IN ('verified', 'renewed');

ALTER TABLE "LedgerPosition"
  ADD CONSTRAINT ledger_position_positive CHECK (position > 0);

ALTER TABLE "TallierState" ADD CONSTRAINT tallier_state_one CHECK (id = 1);
INSERT INTO "TallierState" (id) VALUES (1);

-- The change of an hour may be below zero, a number of people may not.
ALTER TABLE "Tally"
  ADD CONSTRAINT tally_dimension CHECK (dimension IN ('all', 'country', 'region', 'county', 'hour')),
  ADD CONSTRAINT tally_count CHECK (count >= 0 OR dimension = 'hour');

ALTER TABLE "ShareLink" ADD CONSTRAINT share_link_code CHECK (code ~ '^[A-Za-z0-9_-]{16,64}$');
ALTER TABLE "Suppression" ADD CONSTRAINT suppression_reason CHECK (reason IN ('not_me'));
