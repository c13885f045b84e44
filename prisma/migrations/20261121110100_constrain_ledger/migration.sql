-- Every rule of ledger, tallies and log that the database can hold by itself. The chain of a pledge's entries needs a
-- function, which stands in lib/ledger.

-- The entries that stand tell of each edition's first goal.
INSERT INTO "GoalChange" (id, edition_id, goal, at) SELECT gen_random_uuid(), id, goal, created_at FROM "Edition";

ALTER TABLE "Edition" ADD CONSTRAINT edition_shown_from CHECK (shown_from BETWEEN 0 AND 10000);
ALTER TABLE "GoalChange" ADD CONSTRAINT goal_change_goal CHECK (goal > 0);

ALTER TABLE "Milestone"
  ADD CONSTRAINT milestone_kind CHECK (kind IN ('share', 'state', 'country')),
  ADD CONSTRAINT milestone_ordinal CHECK (ordinal > 0);

ALTER TABLE "Team"
  ADD CONSTRAINT team_slug CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$');
ALTER TABLE "Event"
  ADD CONSTRAINT event_slug CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$');

ALTER TABLE "Pledge"
  ADD CONSTRAINT pledge_renews_another CHECK (renews_id <> id),
  DROP CONSTRAINT pledge_person,
  ADD CONSTRAINT pledge_person CHECK (
    CASE WHEN erased_at IS NULL
      THEN data_key IS NOT NULL AND name_sealed IS NOT NULL AND person_key IS NOT NULL
      ELSE num_nonnulls(data_key, name_sealed, person_key, email_sealed, mailbox_key, birth_year, ip_prefix, receipt_sealed) = 0
           AND cardinality(name_keys) = 0 END);

ALTER TABLE "Mail"
  DROP CONSTRAINT mail_kind,
  ADD CONSTRAINT mail_kind CHECK (kind IN ('verify', 'already', 'manage')),
  ADD CONSTRAINT mail_manage CHECK (kind <> 'manage' OR num_nulls(token_hash, expires_at) = 0);

-- A person's entries are chained, a reported figure's too; which kind may follow which is for the trigger.
ALTER TABLE "LedgerEntry"
  DROP CONSTRAINT ledger_kind,
  DROP CONSTRAINT ledger_evidence,
  ADD CONSTRAINT ledger_kind CHECK (
    kind IN ('verified', 'renewed', 'withdrawn', 'invalidated', 'reinstated', 'reclassified', 'reported')),
  ADD CONSTRAINT ledger_evidence CHECK (evidence IN ('email', 'witnessed', 'paper', 'reported')),
  ADD CONSTRAINT ledger_reported CHECK (
    (kind = 'reported') = (pledge_id IS NULL) AND (kind = 'reported') = (evidence = 'reported')
    AND (kind = 'reported') = (country = 'ZZ') AND (kind = 'reported' OR amount = 1)),
  ADD CONSTRAINT ledger_amount CHECK (amount >= 0),
  ADD CONSTRAINT ledger_prior CHECK (
    CASE WHEN kind IN ('verified', 'renewed') THEN prior_id IS NULL WHEN kind = 'reported' THEN true ELSE prior_id IS NOT NULL END),
  ADD CONSTRAINT ledger_reason CHECK ((kind = 'invalidated') = (reason IS NOT NULL) AND reason ~ '^[a-z_]{1,40}$'),
  ADD CONSTRAINT ledger_source CHECK (source IN ('direct', 'share', 'team', 'event')),
  ADD CONSTRAINT ledger_renewal CHECK (kind NOT IN ('verified', 'renewed') OR renewal = (kind = 'renewed')),
  ADD CONSTRAINT ledger_commitment CHECK (octet_length(commitment) = 32);

-- Two claims of one year never add up: a later one takes the place of the one before.
CREATE UNIQUE INDEX ledger_first_report ON "LedgerEntry" (edition_id) WHERE kind = 'reported' AND prior_id IS NULL;

ALTER TABLE "ReportedFigure"
  ADD CONSTRAINT reported_figure_wording CHECK (wording IN ('exactly', 'more_than', 'nearly'));

-- The change of an hour or a day may be below zero, a number of people may not.
ALTER TABLE "Tally"
  DROP CONSTRAINT tally_dimension,
  DROP CONSTRAINT tally_count,
  ADD CONSTRAINT tally_dimension CHECK (dimension IN
    ('all', 'country', 'region', 'county', 'source', 'team', 'event', 'origin', 'hour', 'day', 'kind')),
  ADD CONSTRAINT tally_count CHECK (count >= 0 OR dimension IN ('hour', 'day'));

ALTER TABLE "Log"
  ADD CONSTRAINT log_id CHECK (id > 0),
  ADD CONSTRAINT log_size CHECK (size >= 0 AND size = position);
ALTER TABLE "LogLeaf" ADD CONSTRAINT log_leaf_index CHECK (index >= 0);
ALTER TABLE "LogTile"
  ADD CONSTRAINT log_tile_level CHECK (level BETWEEN -1 AND 7),
  ADD CONSTRAINT log_tile_width CHECK (width BETWEEN 1 AND 256 AND (level < 0 OR octet_length(data) = 32 * width));
ALTER TABLE "Checkpoint" ADD CONSTRAINT checkpoint_root CHECK (octet_length(root) = 32);

-- One open alarm of a kind.
CREATE UNIQUE INDEX alarm_open ON "Alarm" (kind) WHERE cleared_at IS NULL;
