// Law: the employers' role is made once a server, by whichever database comes first; none that could see past a policy is ever taken for it.
import { employerRole } from './wall.js';

/** SQLSTATE of a login that may neither make the role nor be let into it; the message says what an administrator has to do. */
export const EMPLOYER_ROLE_MISSING = 'SJ001';

/** Makes the role where it is missing and lets the current login act in it. Databases of one server may do it at the same time. */
export const employerRoleSql = `
do $$
declare
  help text := format('an administrator of the server has to run once: CREATE ROLE ${employerRole} NOLOGIN; GRANT ${employerRole} TO %I;', current_user);
  acts boolean;
begin
  if not exists (select from pg_roles where rolname = '${employerRole}') then
    begin
      create role ${employerRole} nologin nosuperuser nocreatedb nocreaterole nobypassrls;
    exception
      when duplicate_object or unique_violation then null;
      when insufficient_privilege then raise exception using errcode = '${EMPLOYER_ROLE_MISSING}', message = 'its login may not make the role ${employerRole}: ' || help;
    end;
  end if;
  if exists (select from pg_roles where rolname = '${employerRole}' and (rolsuper or rolbypassrls)) then
    raise exception using errcode = '${EMPLOYER_ROLE_MISSING}',
      message = 'the role ${employerRole} sees past row-level security: an administrator of the server has to run: ALTER ROLE ${employerRole} NOSUPERUSER NOBYPASSRLS;';
  end if;
  -- Since PostgreSQL 16 who makes a role may give it away, and not yet act in it.
  if current_setting('server_version_num')::integer >= 160000 then
    execute 'select pg_has_role(current_user, $1, $2)' into acts using '${employerRole}'::name, 'set';
  else
    acts := pg_has_role(current_user, '${employerRole}', 'member');
  end if;
  if not acts then
    begin
      execute format('grant ${employerRole} to %I', current_user);
    exception
      when unique_violation then null;
      when insufficient_privilege then raise exception using errcode = '${EMPLOYER_ROLE_MISSING}', message = 'its login may not act as the role ${employerRole}: ' || help;
    end;
  end if;
end
$$;
`.trim();
