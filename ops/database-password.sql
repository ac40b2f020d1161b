-- The password of the role chasqui, from the environment of psql (15 or newer), so that it is on no
-- command line:
--
--   CHASQUI_PASSWORD=… psql --dbname=chasqui --file=ops/database-password.sql
\getenv password CHASQUI_PASSWORD
ALTER ROLE chasqui PASSWORD :'password';
