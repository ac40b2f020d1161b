-- owner: delivery
-- Reads the table once; nobody waits meanwhile.
ALTER TABLE delivery VALIDATE CONSTRAINT delivery_origin_kind;
ALTER TABLE delivery VALIDATE CONSTRAINT delivery_requested_by;
ALTER TABLE delivery VALIDATE CONSTRAINT delivery_report_id;

-- The origin of what is stored, as far as it is known by an index: of the contact form by its table, of
-- alerts that are kept, those of the last 30 days, by their correlation ids. Plain e-mails stay requests.
UPDATE delivery SET origin_kind = 'CONTACT', origin_id = told.contact_message_id
FROM contact_message_delivery AS told
WHERE delivery.id = told.delivery_id;

UPDATE delivery SET origin_kind = 'ALERT', origin_id = alert.id
FROM alert CROSS JOIN unnest(ARRAY ['-raised', '-resolved']) AS what
WHERE delivery.correlation_id = 'alert-' || alert.id || what AND delivery.attachment_name IS NULL;
