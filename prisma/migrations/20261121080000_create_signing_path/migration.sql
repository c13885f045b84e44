-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Campaign" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "languages" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Campaign_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Edition" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "goal" INTEGER NOT NULL,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "time_zone" TEXT NOT NULL,
    "text_version" INTEGER NOT NULL,
    "household_limit" SMALLINT NOT NULL DEFAULT 2,
    "pending_shown" INTEGER NOT NULL DEFAULT 0,
    "pending_shown_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Edition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PledgeText" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "lang" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "sentences" TEXT[],
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "replaced_at" TIMESTAMPTZ(3),

    CONSTRAINT "PledgeText_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsentWording" (
    "id" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "wording" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ConsentWording_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Pledge" (
    "id" UUID NOT NULL,
    "edition_id" UUID NOT NULL,
    "mailbox_key" BYTEA,
    "person_key" BYTEA,
    "name_keys" BYTEA[],
    "data_key" BYTEA,
    "email_sealed" BYTEA,
    "name_sealed" BYTEA,
    "email_domain" TEXT,
    "birth_year" SMALLINT,
    "minor" BOOLEAN NOT NULL,
    "country" TEXT NOT NULL,
    "region" TEXT,
    "county" TEXT,
    "stance" TEXT NOT NULL,
    "display" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "text_version" INTEGER NOT NULL,
    "wording_id" TEXT NOT NULL,
    "agreed_at" TIMESTAMPTZ(3) NOT NULL,
    "news_at" TIMESTAMPTZ(3),
    "renew_at" TIMESTAMPTZ(3),
    "share" TEXT,
    "team" TEXT,
    "event" TEXT,
    "ip_prefix" TEXT,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "code_tries" SMALLINT NOT NULL DEFAULT 0,
    "verified_at" TIMESTAMPTZ(3),
    "evidence" TEXT,
    "slot" SMALLINT,
    "withdrawn_at" TIMESTAMPTZ(3),
    "invalidated_at" TIMESTAMPTZ(3),
    "invalidated_reason" TEXT,
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "Pledge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Mail" (
    "id" UUID NOT NULL,
    "edition_id" UUID NOT NULL,
    "pledge_id" UUID,
    "mailbox_key" BYTEA,
    "kind" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "priority" SMALLINT NOT NULL,
    "token_hash" BYTEA,
    "token_sealed" BYTEA,
    "code_hash" BYTEA,
    "code_sealed" BYTEA,
    "code_tries" SMALLINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimed_until" TIMESTAMPTZ(3),
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "sent_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "Mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LedgerEntry" (
    "id" UUID NOT NULL,
    "edition_id" UUID NOT NULL,
    "pledge_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "stance" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "region" TEXT,
    "county" TEXT,
    "share_link_id" UUID,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "txid" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "LedgerEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LedgerPosition" (
    "position" BIGINT NOT NULL,
    "entry_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LedgerPosition_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "TallierState" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "position" BIGINT NOT NULL DEFAULT 0,
    "horizon" BIGINT NOT NULL DEFAULT 0,
    "folded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TallierState_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Tally" (
    "edition_id" UUID NOT NULL,
    "dimension" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "stance" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "Tally_pkey" PRIMARY KEY ("edition_id","dimension","key","evidence","stance")
);

-- CreateTable
CREATE TABLE "ShareLink" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "edition_id" UUID NOT NULL,
    "pledge_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ShareLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Suppression" (
    "mailbox_key" BYTEA NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Suppression_pkey" PRIMARY KEY ("mailbox_key")
);

-- CreateTable
CREATE TABLE "Secret" (
    "name" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Secret_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "DevMail" (
    "id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DevMail_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Campaign_slug_key" ON "Campaign"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Edition_campaign_id_year_key" ON "Edition"("campaign_id", "year");

-- CreateIndex
CREATE UNIQUE INDEX "PledgeText_campaign_id_version_lang_key" ON "PledgeText"("campaign_id", "version", "lang");

-- CreateIndex
CREATE UNIQUE INDEX "Pledge_edition_id_mailbox_key_person_key_key" ON "Pledge"("edition_id", "mailbox_key", "person_key");

-- CreateIndex
CREATE UNIQUE INDEX "Pledge_edition_id_mailbox_key_slot_key" ON "Pledge"("edition_id", "mailbox_key", "slot");

-- CreateIndex
CREATE UNIQUE INDEX "Mail_token_hash_key" ON "Mail"("token_hash");

-- CreateIndex
CREATE INDEX "Mail_pledge_id_idx" ON "Mail"("pledge_id");

-- CreateIndex
CREATE INDEX "Mail_mailbox_key_created_at_idx" ON "Mail"("mailbox_key", "created_at");

-- CreateIndex
CREATE INDEX "LedgerEntry_txid_idx" ON "LedgerEntry"("txid");

-- CreateIndex
CREATE INDEX "LedgerEntry_pledge_id_idx" ON "LedgerEntry"("pledge_id");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerPosition_entry_id_key" ON "LedgerPosition"("entry_id");

-- CreateIndex
CREATE UNIQUE INDEX "ShareLink_code_key" ON "ShareLink"("code");

-- CreateIndex
CREATE UNIQUE INDEX "ShareLink_pledge_id_key" ON "ShareLink"("pledge_id");

-- CreateIndex
CREATE INDEX "DevMail_created_at_idx" ON "DevMail"("created_at");

-- AddForeignKey
ALTER TABLE "Edition" ADD CONSTRAINT "Edition_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "Campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PledgeText" ADD CONSTRAINT "PledgeText_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "Campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pledge" ADD CONSTRAINT "Pledge_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "Edition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pledge" ADD CONSTRAINT "Pledge_wording_id_fkey" FOREIGN KEY ("wording_id") REFERENCES "ConsentWording"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mail" ADD CONSTRAINT "Mail_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "Edition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mail" ADD CONSTRAINT "Mail_pledge_id_fkey" FOREIGN KEY ("pledge_id") REFERENCES "Pledge"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "Edition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tally" ADD CONSTRAINT "Tally_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "Edition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ShareLink" ADD CONSTRAINT "ShareLink_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "Edition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ShareLink" ADD CONSTRAINT "ShareLink_pledge_id_fkey" FOREIGN KEY ("pledge_id") REFERENCES "Pledge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerPosition" ADD CONSTRAINT "LedgerPosition_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "LedgerEntry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
