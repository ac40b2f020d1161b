-- owner: delivery
-- Personal data go from a delivery that has ended, and the rest stays. No row is rewritten or read, and the
-- locks are short. Servers of the version before cannot show a delivery whose data are gone.
ALTER TABLE delivery_message
  -- null: erased
  ALTER COLUMN recipient DROP NOT NULL,
  DROP CONSTRAINT delivery_has_a_text,
  -- Which report it carried is in report_id then, since the file's name goes. A shared content stays: what
  -- of it is personal is erased there.
  ADD CONSTRAINT delivery_whole_or_erased CHECK (
    CASE WHEN recipient IS NULL
      THEN num_nonnulls(subject, message, attachment_name) = 0
      ELSE num_nonnulls(message, content_id) > 0
    END) NOT VALID;

-- Nobody sends what is for nobody, not by the statements of the version before either: what is erased stays
-- in the state it ended in.
ALTER TABLE delivery_state
  ADD CONSTRAINT delivery_erased_has_ended CHECK (
    erased_at IS NULL OR status IN ('DELIVERED', 'FAILED', 'CANCELLED', 'EXPIRED', 'SUPPRESSED'))
    NOT VALID;
