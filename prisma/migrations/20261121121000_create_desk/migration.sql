-- DropForeignKey
ALTER TABLE "Mail" DROP CONSTRAINT "Mail_edition_id_fkey";

-- AlterTable
ALTER TABLE "Mail" ADD COLUMN     "organizer_id" UUID,
ALTER COLUMN "edition_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "Organizer" (
    "id" UUID NOT NULL,
    "email_key" BYTEA NOT NULL,
    "email_sealed" BYTEA NOT NULL,
    "name_sealed" BYTEA,
    "role" TEXT NOT NULL,
    "team_id" UUID,
    "lang" TEXT NOT NULL DEFAULT 'en',
    "invited_by_id" UUID,
    "totp_sealed" BYTEA,
    "totp_since" TIMESTAMPTZ(3),
    "totp_step" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "Organizer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInToken" (
    "token_hash" BYTEA NOT NULL,
    "email_key" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SignInToken_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "OrganizerSession" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "organizer_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "second_factor_at" TIMESTAMPTZ(3),
    "tries" SMALLINT NOT NULL DEFAULT 0,
    "agent_sealed" BYTEA,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "OrganizerSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Passkey" (
    "id" UUID NOT NULL,
    "organizer_id" UUID NOT NULL,
    "credential_id" BYTEA NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL,
    "transports" TEXT[],
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "Passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecoveryCode" (
    "id" UUID NOT NULL,
    "organizer_id" UUID NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "RecoveryCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "organizer_id" UUID,
    "session_id" UUID,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "note_sealed" BYTEA,
    "ip_prefix" TEXT,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Switch" (
    "name" TEXT NOT NULL,
    "off" BOOLEAN NOT NULL,
    "message" JSONB,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Switch_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "PageView" (
    "edition_id" UUID NOT NULL,
    "page" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "views" INTEGER NOT NULL,

    CONSTRAINT "PageView_pkey" PRIMARY KEY ("edition_id","hour","page")
);

-- CreateIndex
CREATE UNIQUE INDEX "Organizer_email_key_key" ON "Organizer"("email_key");

-- CreateIndex
CREATE INDEX "SignInToken_email_key_created_at_idx" ON "SignInToken"("email_key", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "OrganizerSession_token_hash_key" ON "OrganizerSession"("token_hash");

-- CreateIndex
CREATE INDEX "OrganizerSession_organizer_id_idx" ON "OrganizerSession"("organizer_id");

-- CreateIndex
CREATE UNIQUE INDEX "Passkey_credential_id_key" ON "Passkey"("credential_id");

-- CreateIndex
CREATE UNIQUE INDEX "RecoveryCode_organizer_id_code_hash_key" ON "RecoveryCode"("organizer_id", "code_hash");

-- CreateIndex
CREATE INDEX "AuditEvent_at_idx" ON "AuditEvent"("at");

-- CreateIndex
CREATE INDEX "AuditEvent_subject_at_idx" ON "AuditEvent"("subject", "at");

-- CreateIndex
CREATE INDEX "AuditEvent_organizer_id_at_idx" ON "AuditEvent"("organizer_id", "at");

-- AddForeignKey
ALTER TABLE "Mail" ADD CONSTRAINT "Mail_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "Edition"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mail" ADD CONSTRAINT "Mail_organizer_id_fkey" FOREIGN KEY ("organizer_id") REFERENCES "Organizer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Organizer" ADD CONSTRAINT "Organizer_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "Team"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Organizer" ADD CONSTRAINT "Organizer_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "Organizer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganizerSession" ADD CONSTRAINT "OrganizerSession_organizer_id_fkey" FOREIGN KEY ("organizer_id") REFERENCES "Organizer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Passkey" ADD CONSTRAINT "Passkey_organizer_id_fkey" FOREIGN KEY ("organizer_id") REFERENCES "Organizer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecoveryCode" ADD CONSTRAINT "RecoveryCode_organizer_id_fkey" FOREIGN KEY ("organizer_id") REFERENCES "Organizer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
