-- AlterTable
ALTER TABLE "Edition" ADD COLUMN     "small_shown" JSONB,
ADD COLUMN     "small_shown_at" TIMESTAMPTZ(3),
ADD COLUMN     "shown_from" INTEGER NOT NULL DEFAULT 10,
ALTER COLUMN "goal" DROP NOT NULL;

-- AlterTable
ALTER TABLE "LedgerEntry" ADD COLUMN     "amount" INTEGER NOT NULL DEFAULT 1,
-- Entries from before receipts commit to nothing that anybody could open.
ADD COLUMN     "commitment" BYTEA NOT NULL DEFAULT decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'),
ADD COLUMN     "event_id" UUID,
ADD COLUMN     "prior_id" UUID,
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "renewal" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "source" TEXT NOT NULL DEFAULT 'direct',
ADD COLUMN     "team_id" UUID,
ALTER COLUMN "pledge_id" DROP NOT NULL;
ALTER TABLE "LedgerEntry" ALTER COLUMN "commitment" DROP DEFAULT;

-- AlterTable
ALTER TABLE "Pledge" ADD COLUMN     "held_at" TIMESTAMPTZ(3),
ADD COLUMN     "receipt_sealed" BYTEA,
ADD COLUMN     "renews_id" UUID;

-- CreateTable
CREATE TABLE "GoalChange" (
    "id" UUID NOT NULL,
    "edition_id" UUID NOT NULL,
    "goal" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GoalChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Milestone" (
    "edition_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "verified" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Milestone_pkey" PRIMARY KEY ("edition_id","kind","key")
);

-- CreateTable
CREATE TABLE "Team" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Event" (
    "id" UUID NOT NULL,
    "edition_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReportedFigure" (
    "entry_id" UUID NOT NULL,
    "edition_id" UUID NOT NULL,
    "wording" TEXT NOT NULL,
    "as_of" DATE,
    "publisher" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "published_on" DATE NOT NULL,
    "url" TEXT,
    "note" JSONB,

    CONSTRAINT "ReportedFigure_pkey" PRIMARY KEY ("entry_id")
);

-- CreateTable
CREATE TABLE "Log" (
    "id" SMALLINT NOT NULL,
    "origin" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "previous" TEXT,
    "size" BIGINT NOT NULL DEFAULT 0,
    "position" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "Log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LogLeaf" (
    "log_id" SMALLINT NOT NULL,
    "index" BIGINT NOT NULL,
    "entry_id" UUID NOT NULL,

    CONSTRAINT "LogLeaf_pkey" PRIMARY KEY ("log_id","index")
);

-- CreateTable
CREATE TABLE "LogTile" (
    "log_id" SMALLINT NOT NULL,
    "level" SMALLINT NOT NULL,
    "index" BIGINT NOT NULL,
    "width" SMALLINT NOT NULL,
    "data" BYTEA NOT NULL,

    CONSTRAINT "LogTile_pkey" PRIMARY KEY ("log_id","level","index")
);

-- CreateTable
CREATE TABLE "Checkpoint" (
    "log_id" SMALLINT NOT NULL,
    "size" BIGINT NOT NULL,
    "note" TEXT NOT NULL,
    "root" BYTEA NOT NULL,
    "position" BIGINT NOT NULL,
    "figures" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Checkpoint_pkey" PRIMARY KEY ("log_id","size")
);

-- CreateTable
CREATE TABLE "Reconciliation" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "position" BIGINT NOT NULL,
    "findings" JSONB NOT NULL,
    "found" INTEGER NOT NULL,
    "repaired" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Reconciliation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Alarm" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cleared_at" TIMESTAMPTZ(3),

    CONSTRAINT "Alarm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WeekFigure" (
    "edition_id" UUID NOT NULL,
    "week" DATE NOT NULL,
    "submitted" INTEGER NOT NULL,
    "confirmed" INTEGER NOT NULL,
    "duplicate" INTEGER NOT NULL,
    "held" INTEGER NOT NULL,
    "withdrawn" INTEGER NOT NULL,
    "reinstated" INTEGER NOT NULL,
    "invalidated" JSONB NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WeekFigure_pkey" PRIMARY KEY ("edition_id","week")
);

-- CreateIndex
CREATE INDEX "GoalChange_edition_id_at_idx" ON "GoalChange"("edition_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Team_campaign_id_slug_key" ON "Team"("campaign_id", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "Event_edition_id_slug_key" ON "Event"("edition_id", "slug");

-- CreateIndex
CREATE INDEX "ReportedFigure_edition_id_idx" ON "ReportedFigure"("edition_id");

-- CreateIndex
CREATE UNIQUE INDEX "Log_origin_key" ON "Log"("origin");

-- CreateIndex
CREATE UNIQUE INDEX "LogLeaf_entry_id_log_id_key" ON "LogLeaf"("entry_id", "log_id");

-- CreateIndex
CREATE INDEX "Reconciliation_at_idx" ON "Reconciliation"("at");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerEntry_prior_id_key" ON "LedgerEntry"("prior_id");

-- CreateIndex
CREATE UNIQUE INDEX "Pledge_renews_id_key" ON "Pledge"("renews_id");

-- AddForeignKey
ALTER TABLE "GoalChange" ADD CONSTRAINT "GoalChange_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "Edition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Milestone" ADD CONSTRAINT "Milestone_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "Edition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Team" ADD CONSTRAINT "Team_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "Campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "Edition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pledge" ADD CONSTRAINT "Pledge_renews_id_fkey" FOREIGN KEY ("renews_id") REFERENCES "Pledge"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_prior_id_fkey" FOREIGN KEY ("prior_id") REFERENCES "LedgerEntry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportedFigure" ADD CONSTRAINT "ReportedFigure_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "LedgerEntry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportedFigure" ADD CONSTRAINT "ReportedFigure_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "Edition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LogLeaf" ADD CONSTRAINT "LogLeaf_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "LedgerEntry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LogLeaf" ADD CONSTRAINT "LogLeaf_log_id_fkey" FOREIGN KEY ("log_id") REFERENCES "Log"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LogTile" ADD CONSTRAINT "LogTile_log_id_fkey" FOREIGN KEY ("log_id") REFERENCES "Log"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Checkpoint" ADD CONSTRAINT "Checkpoint_log_id_fkey" FOREIGN KEY ("log_id") REFERENCES "Log"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WeekFigure" ADD CONSTRAINT "WeekFigure_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "Edition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
