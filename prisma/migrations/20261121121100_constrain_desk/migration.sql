-- Every rule of the desk that the database can hold by itself. That there is always an owner needs a function, which stands in
-- lib/organizers.

ALTER TABLE "Organizer"
  ADD CONSTRAINT organizer_role CHECK (role IN ('owner', 'organizer', 'moderator', 'viewer', 'captain')),
  ADD CONSTRAINT organizer_team CHECK ((role = 'captain') = (team_id IS NOT NULL)),
  ADD CONSTRAINT organizer_totp CHECK (totp_since IS NULL OR totp_sealed IS NOT NULL);

ALTER TABLE "OrganizerSession" ADD CONSTRAINT organizer_session_tries CHECK (tries >= 0);

ALTER TABLE "AuditEvent"
  ADD CONSTRAINT audit_event_action CHECK (action ~ '^[a-z_]+\.[a-z_]+$'),
  ADD CONSTRAINT audit_event_no_address CHECK (coalesce(before::text, '') || coalesce(after::text, '') !~ '@');

ALTER TABLE "Switch" ADD CONSTRAINT switch_name CHECK (name ~ '^[a-z_]+(\.[a-z_]+)?$');
ALTER TABLE "PageView" ADD CONSTRAINT page_view_views CHECK (views > 0);

-- Sign-in mails belong to no edition and no pledge.
ALTER TABLE "Mail"
  DROP CONSTRAINT mail_kind,
  ADD CONSTRAINT mail_kind CHECK (kind IN ('verify', 'already', 'manage', 'sign_in')),
  ADD CONSTRAINT mail_edition CHECK ((edition_id IS NULL) = (kind = 'sign_in')),
  ADD CONSTRAINT mail_sign_in CHECK (kind <> 'sign_in' OR (pledge_id IS NULL AND mailbox_key IS NULL AND num_nulls(organizer_id, expires_at) = 0));
