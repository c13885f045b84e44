-- CreateTable
CREATE TABLE "FunnelHour" (
    "edition_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "submitted" INTEGER NOT NULL,
    "waiting" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "open" INTEGER NOT NULL,
    "lapsed" INTEGER NOT NULL,
    "confirmed" INTEGER NOT NULL,
    "already" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FunnelHour_pkey" PRIMARY KEY ("edition_id","hour")
);
