import { sql, type Kysely } from 'kysely';

/** Why a ticket's lead unit is the lead, and where the person must be pointed first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table ticket add column lead_reason text, add column refer jsonb`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table ticket drop column lead_reason, drop column refer`.execute(db);
}
