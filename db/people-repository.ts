import type { Profile } from '../domain/assignment/facts.ts';
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
  /** IANA, of its days and hours; null: that of the customer whose task it is */
  zone: string | null;
  /** gets new tasks */
  active: boolean;
}

/** Somebody who works for the bank, and what they may work. */
export interface Person extends Profile {
  /** as `X-Actor` names them */
  userId: string;
  name: string;
  teamId: string;
  role: StaffRole;
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
  teams: readonly { teamId: string; region: string; name?: string; zone?: string }[];
  users: readonly (Pick<Person, 'userId' | 'teamId' | 'role'> & Partial<Person>)[];
}

const NO_LIMITS: Profile = {
  ...{ regions: [], languages: [], skills: [], products: [], tiers: [], authorityMinor: null, shifts: [] },
  capacity: null,
};

/**
 * Writes teams and users; those that are there are changed, nobody is removed. Turns are kept.
 *
 * @param now epoch milliseconds; absent: the database's clock
 */
export async function saveRoster(pool: Pool, { teams, users }: Roster, now?: number): Promise<void> {
  const userIds = users.map(({ userId }) => userId);
  await inTransaction(pool, async (tx) => {
    await tx.send(LOCK_REGIONS);
    await lockWork(tx, userIds);
    for (const team of teams) await writeTeam(tx, { name: team.teamId, zone: null, active: true, ...team });
    for (const user of users) {
      await writePerson(tx, { ...NO_LIMITS, name: user.userId, active: true, ...user });
    }
    await moveWork(tx, userIds, now);
  });
}

/** Whose region is whose cannot change between being read and being written. */
const LOCK_REGIONS = 'LOCK TABLE teams IN SHARE ROW EXCLUSIVE MODE';

const TEAM = 'SELECT team_id AS "teamId", name, region, zone, active FROM teams';
const PERSON = `
SELECT u.user_id AS "userId", u.name, u.team_id AS "teamId", u.role, u.skills, u.languages, u.regions, u.products, u.tiers,
  u.authority_minor AS "authorityMinor", u.shifts, u.capacity, u.active, m.region,
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
   * Writes a person as they are from now on. The open tasks of whoever leaves, or changes team or role, go to
   * others by the rules, in the same transaction.
   *
   * @param options `isNew`: they must not be there yet, or be the same; `now`: epoch milliseconds, absent: the
   *   database's clock
   */
  savePerson(
    person: Person,
    { isNew = false, now }: { isNew?: boolean; now?: number } = {},
  ): Promise<PersonOutcome> {
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
      const tasksMoved = before ? await moveWork(tx, [userId], now) : 0;
      return { outcome: before ? 'changed' : 'added', tasksMoved };
    });
  }

  /**
   * Somebody is not there any more: their open tasks go to others by the rules, in the same transaction.
   *
   * @param now epoch milliseconds; absent: the database's clock
   * @returns how many tasks have moved; undefined when there is no such person
   */
  deactivate(userId: string, now?: number): Promise<number | undefined> {
    return inTransaction(this.pool, async (tx) => {
      await lockWork(tx, [userId]);
      const text = 'UPDATE users SET active = false WHERE user_id = $1 RETURNING 1';
      const { rows } = await tx.query({ text, values: [userId] });
      return rows.length === 0 ? undefined : moveWork(tx, [userId], now);
    });
  }
}

async function writeTeam(tx: Transaction, { teamId, name, region, zone, active }: Team): Promise<void> {
  await tx.send({
    text: `INSERT INTO teams (team_id, name, region, zone, active) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (team_id) DO UPDATE SET name = excluded.name, region = excluded.region, zone = excluded.zone,
             active = excluded.active`,
    values: [teamId, name, region, zone, active],
  });
}

async function writePerson(tx: Transaction, person: Person): Promise<void> {
  const { userId, name, teamId, role, skills, languages, capacity, active } = person;
  const { regions, products, tiers, authorityMinor, shifts } = person;
  const limits = [regions, products, tiers, JSON.stringify(authorityMinor), JSON.stringify(shifts)];
  await tx.send({
    text: `INSERT INTO users (user_id, name, team_id, role, skills, languages, capacity, active, regions, products,
             tiers, authority_minor, shifts)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
           ON CONFLICT (user_id) DO UPDATE SET name = excluded.name, team_id = excluded.team_id,
             role = excluded.role, skills = excluded.skills, languages = excluded.languages,
             capacity = excluded.capacity, active = excluded.active, regions = excluded.regions,
             products = excluded.products, tiers = excluded.tiers, authority_minor = excluded.authority_minor,
             shifts = excluded.shifts`,
    values: [userId, name, teamId, role, skills, languages, capacity, active, ...limits],
  });
}

async function hasPeople(tx: Transaction, teamId: string): Promise<boolean> {
  const text = 'SELECT 1 FROM users WHERE team_id = $1 AND active LIMIT 1';
  return (await tx.query({ text, values: [teamId] })).rows.length > 0;
}

const sameTeam = (a: Team, b: Team) =>
  a.name === b.name && a.region === b.region && a.zone === b.zone && a.active === b.active;

const samePerson = (a: Person, b: Person) => JSON.stringify(contentOf(a)) === JSON.stringify(contentOf(b));

function contentOf(person: Person) {
  const { name, teamId, role, skills, languages, capacity, active } = person;
  const { regions, products, tiers, authorityMinor, shifts } = person;
  const authority = authorityMinor && Object.entries(authorityMinor).sort();
  const hours = shifts.map(({ weekday, from, to }) => [weekday, from, to]);
  return [
    name,
    teamId,
    role,
    skills,
    languages,
    capacity,
    active,
    regions,
    products,
    tiers,
    authority,
    hours,
  ];
}
