import type { Pool } from './client.ts';
import type { StaffRole } from './schema/people.ts';
import { inTransaction } from './transaction.ts';

/** Teams and who works in them. */
export interface Roster {
  teams: readonly { teamId: string; region: string }[];
  users: readonly { userId: string; teamId: string; role: StaffRole; active?: boolean }[];
}

/** Writes teams and users; those that are there are changed, nobody is removed. Turns are kept. */
export async function saveRoster(pool: Pool, { teams, users }: Roster): Promise<void> {
  await inTransaction(pool, async (tx) => {
    await tx.query({
      text: `INSERT INTO teams (team_id, region) SELECT * FROM unnest($1::text[], $2::text[])
             ON CONFLICT (team_id) DO UPDATE SET region = excluded.region`,
      values: [teams.map(({ teamId }) => teamId), teams.map(({ region }) => region)],
    });
    await tx.query({
      text: `INSERT INTO users (user_id, team_id, role, active)
             SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::boolean[])
             ON CONFLICT (user_id) DO UPDATE SET team_id = excluded.team_id, role = excluded.role,
               active = excluded.active`,
      values: [
        users.map(({ userId }) => userId),
        users.map(({ teamId }) => teamId),
        users.map(({ role }) => role),
        users.map(({ active = true }) => active),
      ],
    });
  });
}
