-- Every rule of the desk's work that the database can hold by itself, and the indexes that its list of pledges reads by. An
-- index that only some pledges enter costs signing nothing.

CREATE INDEX pledge_region ON "Pledge" (edition_id, region, id) WHERE region IS NOT NULL;
CREATE INDEX pledge_county ON "Pledge" (edition_id, county, id) WHERE county IS NOT NULL;
CREATE INDEX pledge_abroad ON "Pledge" (edition_id, country, id) WHERE country <> 'US';
CREATE INDEX pledge_prefix ON "Pledge" (edition_id, ip_prefix, id) WHERE ip_prefix IS NOT NULL;
CREATE INDEX pledge_team ON "Pledge" (edition_id, team, id) WHERE team IS NOT NULL;
CREATE INDEX pledge_event ON "Pledge" (edition_id, event, id) WHERE event IS NOT NULL;
CREATE INDEX pledge_held ON "Pledge" (edition_id, id) WHERE held_at IS NOT NULL;
CREATE INDEX pledge_invalidated ON "Pledge" (edition_id, id) WHERE invalidated_at IS NOT NULL;
CREATE INDEX pledge_withdrawn ON "Pledge" (edition_id, id) WHERE withdrawn_at IS NOT NULL;
CREATE INDEX pledge_erased ON "Pledge" (edition_id, id) WHERE erased_at IS NOT NULL;
CREATE INDEX pledge_evidence ON "Pledge" (edition_id, evidence, id) WHERE evidence <> 'email';
CREATE INDEX pledge_import ON "Pledge" (import_id, id) WHERE import_id IS NOT NULL;

ALTER TABLE "Pledge"
  ADD CONSTRAINT pledge_held_for CHECK (held_at IS NOT NULL OR cardinality(held_for) = 0);

ALTER TABLE "Campaign"
  ADD CONSTRAINT campaign_accents CHECK (accent_light ~ '^#[0-9a-f]{6}$' AND accent_dark ~ '^#[0-9a-f]{6}$'),
  ADD CONSTRAINT campaign_accent_pair CHECK ((accent_light IS NULL) = (accent_dark IS NULL)),
  ADD CONSTRAINT campaign_website CHECK (website ~ '^https://');

ALTER TABLE "Media"
  ADD CONSTRAINT media_kind CHECK (kind IN ('logo', 'poster', 'film', 'captions')),
  ADD CONSTRAINT media_data CHECK ((data IS NULL) = (kind = 'film')),
  ADD CONSTRAINT media_size CHECK (size > 0);

ALTER TABLE "Fact"
  ADD CONSTRAINT fact_url CHECK (url ~ '^https?://'),
  ADD CONSTRAINT fact_days CHECK (review_by > retrieved_on),
  ADD CONSTRAINT fact_source CHECK (least(length(publisher), length(source)) > 0);

ALTER TABLE "Hotline"
  ADD CONSTRAINT hotline_reach CHECK (num_nonnulls(phone, sms, tty, url) > 0),
  ADD CONSTRAINT hotline_phone CHECK (phone ~ '^\+?[0-9]{2,15}$' AND (phone IS NULL) = (phone_shown IS NULL)),
  ADD CONSTRAINT hotline_place CHECK (place ~ '^([A-Z]{2}(-[A-Z0-9]{1,3})?|[0-9]{5})$');

ALTER TABLE "Article" ADD CONSTRAINT article_slug CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$');
ALTER TABLE "CampaignMessage" ADD CONSTRAINT campaign_message_key CHECK (key ~ '^[a-z_]+(\.[a-z_]+)*$');

ALTER TABLE "Task"
  ADD CONSTRAINT task_ends_once CHECK (num_nonnulls(finished_at, stopped_at, failed_at) <= 1),
  ADD CONSTRAINT task_progress CHECK (done >= 0 AND total >= 0),
  ADD CONSTRAINT task_error CHECK (error ~ '^[A-Za-z0-9_.-]{1,60}$');

-- What waits for a worker, or is in a worker's hands.
CREATE INDEX task_queue ON "Task" (created_at) WHERE finished_at IS NULL AND stopped_at IS NULL AND failed_at IS NULL;

ALTER TABLE "BulkRun" ADD CONSTRAINT bulk_run_reason CHECK (reason ~ '^[a-z_]{1,40}$');
ALTER TABLE "BulkRunPledge"
  ADD CONSTRAINT bulk_run_pledge_outcome CHECK (outcome IN ('invalidated', 'already')),
  ADD CONSTRAINT bulk_run_pledge_undone CHECK (
    undone IN ('reinstated', 'household_full', 'changed') AND (undone IS NULL) = (undone_at IS NULL));
-- What is still to be taken back of a run.
CREATE INDEX bulk_run_undo ON "BulkRunPledge" (run_id, pledge_id) WHERE outcome = 'invalidated' AND undone IS NULL;

ALTER TABLE "ExportFile" ADD CONSTRAINT export_file_key CHECK ((key_sealed IS NULL) = (removed_at IS NOT NULL));

ALTER TABLE "Import" ADD CONSTRAINT import_evidence CHECK (evidence IN ('paper', 'witnessed'));
-- The same file is brought in once for an edition, unless the first attempt was thrown away.
CREATE UNIQUE INDEX import_file ON "Import" (edition_id, file_sha256) WHERE removed_at IS NULL;

ALTER TABLE "Backup"
  ADD CONSTRAINT backup_ends_once CHECK (num_nonnulls(finished_at, failed_at) <= 1),
  ADD CONSTRAINT backup_file CHECK (finished_at IS NULL OR num_nulls(file, size, sha256, position) = 0);

ALTER TABLE "Setting" ADD CONSTRAINT setting_name CHECK (name ~ '^[a-z_]+(\.[a-z_]+)*$');

-- Mails to organizers belong to no edition and no pledge.
ALTER TABLE "Mail"
  DROP CONSTRAINT mail_kind,
  DROP CONSTRAINT mail_edition,
  DROP CONSTRAINT mail_sign_in,
  ADD CONSTRAINT mail_kind CHECK (kind IN ('verify', 'already', 'manage', 'sign_in', 'test', 'alarm')),
  ADD CONSTRAINT mail_edition CHECK ((edition_id IS NULL) = (kind IN ('sign_in', 'test', 'alarm'))),
  ADD CONSTRAINT mail_organizer CHECK (
    kind NOT IN ('sign_in', 'test', 'alarm') OR (pledge_id IS NULL AND mailbox_key IS NULL AND organizer_id IS NOT NULL)),
  ADD CONSTRAINT mail_sign_in CHECK (kind <> 'sign_in' OR expires_at IS NOT NULL),
  ADD CONSTRAINT mail_topic CHECK ((topic IS NOT NULL) = (kind = 'alarm') AND topic ~ '^[a-z_]{1,40}$');
