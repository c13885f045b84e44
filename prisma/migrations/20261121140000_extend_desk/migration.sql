-- AlterTable
ALTER TABLE "Campaign" ADD COLUMN     "about" JSONB,
ADD COLUMN     "accent_dark" TEXT,
ADD COLUMN     "accent_light" TEXT,
ADD COLUMN     "logo_id" UUID,
ADD COLUMN     "postal_address" TEXT,
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "video" JSONB,
ADD COLUMN     "website" TEXT;

-- AlterTable
ALTER TABLE "Edition" ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "stretch_goals" INTEGER[] DEFAULT ARRAY[]::INTEGER[];

-- AlterTable
ALTER TABLE "Mail" ADD COLUMN     "topic" TEXT;

-- AlterTable
ALTER TABLE "Pledge" ADD COLUMN     "held_for" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "import_id" UUID,
ADD COLUMN     "name_hidden_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Media" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "sha256" BYTEA NOT NULL,
    "data" BYTEA,
    "alt" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Media_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PledgeTextDraft" (
    "campaign_id" UUID NOT NULL,
    "lang" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "sentences" TEXT[],
    "revision" INTEGER NOT NULL DEFAULT 0,
    "updated_by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PledgeTextDraft_pkey" PRIMARY KEY ("campaign_id","lang")
);

-- CreateTable
CREATE TABLE "Fact" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "statement" JSONB NOT NULL,
    "population" JSONB NOT NULL,
    "publisher" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "url" TEXT NOT NULL,
    "retrieved_on" DATE NOT NULL,
    "review_by" DATE NOT NULL,
    "sort" INTEGER NOT NULL DEFAULT 0,
    "published_at" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 0,
    "updated_by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Fact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Hotline" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "place" TEXT,
    "name" JSONB NOT NULL,
    "phone" TEXT,
    "phone_shown" TEXT,
    "sms" TEXT,
    "tty" TEXT,
    "url" TEXT,
    "hours" JSONB,
    "verified_on" DATE NOT NULL,
    "sort" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "updated_by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Hotline_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Article" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 0,
    "updated_by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Article_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CampaignMessage" (
    "campaign_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "updated_by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CampaignMessage_pkey" PRIMARY KEY ("campaign_id","key","lang")
);

-- CreateTable
CREATE TABLE "Task" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "organizer_id" UUID,
    "params" JSONB NOT NULL,
    "cursor" JSONB,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "result" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "claimed_until" TIMESTAMPTZ(3),
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "stop_asked_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "stopped_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "Task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BulkCondition" (
    "id" UUID NOT NULL,
    "edition_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "condition" JSONB NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "BulkCondition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BulkRun" (
    "id" UUID NOT NULL,
    "edition_id" UUID NOT NULL,
    "condition_id" UUID NOT NULL,
    "condition" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "organizer_id" UUID,
    "task_id" UUID NOT NULL,
    "undo_task_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "BulkRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BulkRunPledge" (
    "run_id" UUID NOT NULL,
    "pledge_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone" TEXT,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "BulkRunPledge_pkey" PRIMARY KEY ("run_id","pledge_id")
);

-- CreateTable
CREATE TABLE "ExportFile" (
    "id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "rows" INTEGER NOT NULL,
    "sha256" BYTEA NOT NULL,
    "key_sealed" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "downloads" INTEGER NOT NULL DEFAULT 0,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "ExportFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Import" (
    "id" UUID NOT NULL,
    "edition_id" UUID NOT NULL,
    "organizer_id" UUID,
    "file_sha256" BYTEA NOT NULL,
    "key_sealed" BYTEA,
    "size" BIGINT NOT NULL,
    "shape" JSONB NOT NULL,
    "mapping" JSONB,
    "evidence" TEXT,
    "consent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "check_task_id" UUID,
    "task_id" UUID,
    "finished_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "Import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Backup" (
    "id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "file" TEXT,
    "size" BIGINT,
    "sha256" BYTEA,
    "position" BIGINT,
    "error" TEXT,
    "checked_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "Backup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "Media_campaign_id_idx" ON "Media"("campaign_id");

-- CreateIndex
CREATE INDEX "Fact_campaign_id_idx" ON "Fact"("campaign_id");

-- CreateIndex
CREATE INDEX "Hotline_campaign_id_idx" ON "Hotline"("campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "Article_campaign_id_slug_lang_key" ON "Article"("campaign_id", "slug", "lang");

-- CreateIndex
CREATE INDEX "Task_kind_created_at_idx" ON "Task"("kind", "created_at");

-- CreateIndex
CREATE INDEX "BulkCondition_edition_id_idx" ON "BulkCondition"("edition_id");

-- CreateIndex
CREATE INDEX "BulkRun_edition_id_created_at_idx" ON "BulkRun"("edition_id", "created_at");

-- CreateIndex
CREATE INDEX "ExportFile_task_id_idx" ON "ExportFile"("task_id");

-- CreateIndex
CREATE INDEX "Import_edition_id_created_at_idx" ON "Import"("edition_id", "created_at");

-- CreateIndex
CREATE INDEX "Backup_started_at_idx" ON "Backup"("started_at");

-- CreateIndex
CREATE INDEX "Pledge_edition_id_id_idx" ON "Pledge"("edition_id", "id");

-- CreateIndex
CREATE INDEX "Pledge_edition_id_email_domain_id_idx" ON "Pledge"("edition_id", "email_domain", "id");

-- CreateIndex
CREATE INDEX "Pledge_name_keys_idx" ON "Pledge" USING GIN ("name_keys");

-- AddForeignKey
ALTER TABLE "Campaign" ADD CONSTRAINT "Campaign_logo_id_fkey" FOREIGN KEY ("logo_id") REFERENCES "Media"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Media" ADD CONSTRAINT "Media_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "Campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PledgeTextDraft" ADD CONSTRAINT "PledgeTextDraft_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "Campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Fact" ADD CONSTRAINT "Fact_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "Campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Hotline" ADD CONSTRAINT "Hotline_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "Campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Article" ADD CONSTRAINT "Article_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "Campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CampaignMessage" ADD CONSTRAINT "CampaignMessage_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "Campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pledge" ADD CONSTRAINT "Pledge_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "Import"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BulkCondition" ADD CONSTRAINT "BulkCondition_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "Edition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BulkRun" ADD CONSTRAINT "BulkRun_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "Edition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BulkRun" ADD CONSTRAINT "BulkRun_condition_id_fkey" FOREIGN KEY ("condition_id") REFERENCES "BulkCondition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BulkRunPledge" ADD CONSTRAINT "BulkRunPledge_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "BulkRun"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BulkRunPledge" ADD CONSTRAINT "BulkRunPledge_pledge_id_fkey" FOREIGN KEY ("pledge_id") REFERENCES "Pledge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExportFile" ADD CONSTRAINT "ExportFile_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Import" ADD CONSTRAINT "Import_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "Edition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
