-- owner: telegram
-- A delivery's row goes without waiting for other tables. Locks telegram_progress before delivery, as who
-- writes here does; both for an instant.
ALTER TABLE telegram_progress DROP CONSTRAINT telegram_progress_delivery_id_fkey;
