import type { StaffRole } from '../domain/assignment/staff.ts';
import type { Page } from './case-reader.ts';
import type { Pool } from './client.ts';
import { lockWork, moveWork } from './give-tasks.ts';
import { inTransaction, type Transaction } from './transaction.ts';

export interface Team {
  teamId: string;
  name: string;
  /** whose cases it works; no two teams have the same */
  region: string;
  /** gets new tasks */
  active: boolean;
}

export interface Person {
  /** as `X-Actor` names them */
  userId: string;
  name: string;
  teamId: string;
  role: StaffRole;
  skills: string[];
  /** BCP 47 */
  languages: string[];
  /** as many open tasks are given to them; null: no limit */
  capacity: number | null;
  /** gets new tasks */
  active: boolean;
}

/** A person as they are now. */
export interface PersonRow extends Person {
  /** of their team */
  region: string;
  openTasks: number;
}

export interface PersonFilter {
  team?: string | undefined;
  role?: StaffRole | undefined;
  active?: boolean | undefined;
}

export type SaveOutcome = 'added' | 'changed' | 'unchanged';
/** What became of a change; what is refused has changed nothing. */
export type TeamOutcome =
  { outcome: SaveOutcome | 'conflicting' | 'in-use' } | { outcome: 'region-taken'; by: string };
export type PersonOutcome =
  { outcome: SaveOutcome; tasksMoved: number } | { outcome: 'conflicting' | 'no-team' | 'team-inactive' };

/** Teams and who works in them. */
export interface Roster {
  teams: readonly { teamId: string; region: string; name?: string }[];
  users: readonly (Pick<Person, 'userId' | 'teamId' | 'role'> & Partial<Person>)[];
}

/** Writes teams and users; those that are there are changed, nobody is removed. Turns are kept. */
export async function saveRoster(pool: Pool, { teams, users }: Roster): Promise<void> {
  const userIds = users.map(({ userId }) => userId);
  await inTransaction(pool, async (tx) => {
    await tx.send(LOCK_REGIONS);
    await lockWork(tx, userIds);
    for (const team of teams) await writeTeam(tx, { name: team.teamId, active: true, ...team });
    for (const user of users) {
      const usual = { name: user.userId, skills: [], languages: [], capacity: null, active: true };
      await writePerson(tx, { ...usual, ...user });
    }
    await moveWork(tx, userIds);
  });
}

/** Whose region is whose cannot change between being read and being written. */
const LOCK_REGIONS = 'LOCK TABLE teams IN SHARE ROW EXCLUSIVE MODE';

const TEAM = 'SELECT team_id AS "teamId", name, region, active FROM teams';
const PERSON = `
SELECT u.user_id AS "userId", u.name, u.team_id AS "teamId", u.role, u.skills, u.languages, u.capacity, u.active, m.region,
  (SELECT count(*)::int FROM tasks t WHERE t.assignee = u.user_id AND t.closed_at IS NULL) AS "openTasks"
FROM users u JOIN teams m USING (team_id)`;

/** Who works for the bank. Nobody is ever removed: what they have done names them. */
export class PeopleRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @returns teams in order of their id */
  async teams({ after, limit }: Page<string>): Promise<Team[]> {
    const text = `${TEAM} WHERE $1::text IS NULL OR team_id > $1 ORDER BY team_id LIMIT $2`;
    return (await this.pool.query<Team>(text, [after, limit])).rows;
  }

  async team(teamId: string): Promise<Team | undefined> {
    return (await this.pool.query<Team>(`${TEAM} WHERE team_id = $1`, [teamId])).rows[0];
  }

  /** @returns people in order of their id */
  async people({ team, role, active }: PersonFilter, { after, limit }: Page<string>): Promise<PersonRow[]> {
    const text = `${PERSON} WHERE ($1::text IS NULL OR user_id > $1) AND ($3::text IS NULL OR team_id = $3)
      AND ($4::text IS NULL OR role = $4) AND ($5::boolean IS NULL OR u.active = $5) ORDER BY user_id LIMIT $2`;
    return (await this.pool.query<PersonRow>(text, [after, limit, team, role, active])).rows;
  }

  async person(userId: string): Promise<PersonRow | undefined> {
    return (await this.pool.query<PersonRow>(`${PERSON} WHERE user_id = $1`, [userId])).rows[0];
  }

  /**
   * Writes a team as it is from now on.
   *
   * @param options `isNew`: it must not be there yet, or be the same
   */
  saveTeam(team: Team, { isNew = false } = {}): Promise<TeamOutcome> {
    return inTransaction(this.pool, async (tx) => {
      await tx.send(LOCK_REGIONS);
      await lockWork(tx, []);
      const text = `${TEAM} WHERE team_id = $1 OR region = $2`;
      const { rows } = await tx.query<Team>({ text, values: [team.teamId, team.region] });
      const before = rows.find(({ teamId }) => teamId === team.teamId);
      if (before && sameTeam(before, team)) return { outcome: 'unchanged' };
      if (before && isNew) return { outcome: 'conflicting' };
      const other = rows.find(({ teamId }) => teamId !== team.teamId);
      if (other) return { outcome: 'region-taken', by: other.teamId };
      if (!team.active && (await hasPeople(tx, team.teamId))) return { outcome: 'in-use' };
      await writeTeam(tx, team);
      return { outcome: before ? 'changed' : 'added' };
    });
  }

  /**
   * Writes a person as they are from now on. The open tasks of whoever leaves, or changes team or role, go to the next
   * ones in turn, in the same transaction.
   *
   * @param options `isNew`: they must not be there yet, or be the same
   */
  savePerson(person: Person, { isNew = false } = {}): Promise<PersonOutcome> {
    const { userId, teamId } = person;
    return inTransaction(this.pool, async (tx) => {
      await lockWork(tx, [userId]);
      const text = `${PERSON} WHERE user_id = $1`;
      const before = (await tx.query<PersonRow>({ text, values: [userId] })).rows[0];
      if (before && samePerson(before, person)) return { outcome: 'unchanged', tasksMoved: 0 };
      if (before && isNew) return { outcome: 'conflicting' };
      const team = (await tx.query<Team>({ text: `${TEAM} WHERE team_id = $1`, values: [teamId] })).rows[0];
      if (!team) return { outcome: 'no-team' };
      if (person.active && !team.active) return { outcome: 'team-inactive' };
      await writePerson(tx, person);
      const tasksMoved = before ? await moveWork(tx, [userId]) : 0;
      return { outcome: before ? 'changed' : 'added', tasksMoved };
    });
  }

  /**
   * Somebody is not there any more: their open tasks go to the next ones in turn, in the same transaction.
   *
   * @returns how many tasks have moved; undefined when there is no such person
   */
  deactivate(userId: string): Promise<number | undefined> {
    return inTransaction(this.pool, async (tx) => {
      await lockWork(tx, [userId]);
      const text = 'UPDATE users SET active = false WHERE user_id = $1 RETURNING 1';
      const { rows } = await tx.query({ text, values: [userId] });
      return rows.length === 0 ? undefined : moveWork(tx, [userId]);
    });
  }
}

async function writeTeam(tx: Transaction, { teamId, name, region, active }: Team): Promise<void> {
  await tx.send({
    text: `INSERT INTO teams (team_id, name, region, active) VALUES ($1, $2, $3, $4)
           ON CONFLICT (team_id) DO UPDATE SET name = excluded.name, region = excluded.region,
             active = excluded.active`,
    values: [teamId, name, region, active],
  });
}

async function writePerson(tx: Transaction, person: Person): Promise<void> {
  const { userId, name, teamId, role, skills, languages, capacity, active } = person;
  await tx.send({
    text: `INSERT INTO users (user_id, name, team_id, role, skills, languages, capacity, active)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
           ON CONFLICT (user_id) DO UPDATE SET name = excluded.name, team_id = excluded.team_id,
             role = excluded.role, skills = excluded.skills, languages = excluded.languages,
             capacity = excluded.capacity, active = excluded.active`,
    values: [userId, name, teamId, role, skills, languages, capacity, active],
  });
}

async function hasPeople(tx: Transaction, teamId: string): Promise<boolean> {
  const text = 'SELECT 1 FROM users WHERE team_id = $1 AND active LIMIT 1';
  return (await tx.query({ text, values: [teamId] })).rows.length > 0;
}

const sameTeam = (a: Team, b: Team) => a.name === b.name && a.region === b.region && a.active === b.active;

const samePerson = (a: Person, b: Person) => JSON.stringify(contentOf(a)) === JSON.stringify(contentOf(b));

function contentOf({ name, teamId, role, skills, languages, capacity, active }: Person) {
  return [name, teamId, role, skills, languages, capacity, active];
}
