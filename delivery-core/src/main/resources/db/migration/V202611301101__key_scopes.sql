-- owner: key
-- All words of scopes that there are going to be. A server of the version before reads a key that has some
-- that it does not know as one without them. The table has as many rows as there were keys.
ALTER TABLE api_key DROP CONSTRAINT api_key_scopes_check, ADD CONSTRAINT api_key_scopes_check
  CHECK (cardinality(scopes) > 0 AND scopes <@ ARRAY [
    'schedule', 'read', 'manage', 'recipients', 'templates', 'approve', 'topics', 'publish', 'consume',
    'admin']);
