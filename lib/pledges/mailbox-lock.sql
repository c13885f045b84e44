-- The advisory lock of a mailbox: signing, confirming and "not me" of one mailbox take turns. The key is the front of an
-- HMAC, so two mailboxes share one by chance in 2^64, and would then merely wait for each other.
CREATE OR REPLACE FUNCTION mailbox_lock(mailbox bytea) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ('x' || left(encode(mailbox, 'hex'), 16))::bit(64)::bigint;
