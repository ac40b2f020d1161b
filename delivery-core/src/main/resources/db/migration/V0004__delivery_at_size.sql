-- Lists of one channel, however rare it is. Builds under a lock against writing: some seconds for each
-- million deliveries.
CREATE INDEX delivery_by_channel ON delivery (channel, id DESC);

-- Each delivery's row changes a few times and then rests: clean up by what changed lately, not by a
-- part of a table that keeps growing.
ALTER TABLE delivery SET (
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_analyze_scale_factor = 0.02);
ALTER TABLE delivery_attempt SET (
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_analyze_scale_factor = 0.02);
