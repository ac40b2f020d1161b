-- owner: delivery
-- Which deliveries say a content, those that are not erased first: one of them keeps it, and a mailing's content
-- is asked about after each batch that is erased. In place of delivery_by_content, which the next migration drops.
-- Built under a lock against writing, as long as it takes to read the table once.
CREATE INDEX delivery_by_content_whole_first ON delivery_message (content_id, (recipient IS NULL))
  WHERE content_id IS NOT NULL;
