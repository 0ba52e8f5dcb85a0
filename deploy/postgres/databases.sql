-- Log and vault: two databases with two logins, and neither login may enter the other's database.
-- Run once by the image, as superuser, on an empty data folder. The passwords are for a trial on one machine.
create role sijil login password 'sijil';
create role sijil_vault login password 'sijil_vault';
-- The role in which employers' queries run, behind row-level security.
create role sijil_employer nologin;
grant sijil_employer to sijil;
create database sijil owner sijil template template0 encoding 'UTF8';
create database sijil_vault owner sijil_vault template template0 encoding 'UTF8';
revoke connect, temporary on database sijil from public;
revoke connect, temporary on database sijil_vault from public;
