import type { Collector, Leave, TaskFacts } from '../domain/assignment/facts.ts';
import { availabilityOf } from '../domain/assignment/availability.ts';
import {
  assignmentRulesSchema,
  BUILT_IN_ASSIGNMENT_RULES,
  type AssignmentRules,
} from '../domain/assignment/rules.ts';
import { TEAM_ZONE } from './team-zone.ts';
import type { Transaction } from './transaction.ts';

/** What work is given out by: the tasks, who might take them, and the rules, as one statement reads them. */
export interface Work {
  /** epoch milliseconds, business time */
  now: number;
  rules: AssignmentRules;
  tasks: TaskToShare[];
  people: Collector[];
  /** the newest turn of each team */
  turns: Map<string, number>;
  /** active teams by region */
  teams: ReadonlyMap<string, string>;
}

export interface TaskToShare extends TaskFacts {
  /** who has it now */
  assignee: string | null;
}

// Who worked the case last is whoever began with a task of it that is done.
const TASKS = `
SELECT t.task_id AS "taskId", t.kind, t.for_role AS role, k.region, l.product, k.tier, c.language, c.vulnerable,
  k.currency, k.arrears_minor AS "amountMinor", t.assignee, k.collector AS named,
  round(extract(epoch FROM t.due_at) * 1000) AS "dueAtMs", coalesce(t.declined_by, '{}') AS "declinedBy",
  (SELECT o.assignee FROM tasks o WHERE o.case_id = t.case_id AND o.for_role = t.for_role
     AND o.started_at IS NOT NULL AND o.closed_at IS NOT NULL
   ORDER BY o.closed_at DESC, o.task_id DESC LIMIT 1) AS "workedBy"
FROM tasks t JOIN cases k USING (case_id) JOIN loans l USING (loan_id) JOIN customers c ON c.customer_id = k.customer_id
WHERE t.closed_at IS NULL AND t.started_at IS NULL AND t.for_role IS NOT NULL`;

const MIGHT_TAKE = `u.user_id = ANY($4) OR u.user_id IN (SELECT named FROM to_give)
  OR m.active AND (m.region = ANY($2) OR u.regions && $2)`;

const ZONES = `
SELECT m.team_id, ${TEAM_ZONE} AS zone FROM teams m
WHERE m.team_id IN (SELECT u.team_id FROM users u JOIN teams m USING (team_id) WHERE ${MIGHT_TAKE})`;

// What has ended yesterday in UTC may be today's elsewhere; what is older is not read, however much there is of it.
const people = (whichStay: string) => `
SELECT u.user_id AS "userId", u.team_id AS "teamId", u.role, m.region, z.zone, u.regions, u.languages, u.skills,
  u.products, u.tiers, u.authority_minor AS "authorityMinor", u.shifts, u.capacity, u.turn,
  x.turn AS "teamTurn",
  (SELECT count(*) FROM tasks o WHERE o.assignee = u.user_id AND o.closed_at IS NULL${whichStay}) AS "openTasks",
  (SELECT coalesce(json_agg(json_build_object('from', a.from_on, 'until', a.until_on)), '[]') FROM absences a
   WHERE a.user_id = u.user_id AND a.cancelled_at IS NULL
     AND a.until_on >= (coalesce($3::timestamptz, now()) AT TIME ZONE 'UTC')::date - 1) AS leaves
FROM users u JOIN teams m USING (team_id)
  JOIN (SELECT team_id, max(turn) AS turn FROM users GROUP BY team_id) x USING (team_id)
  JOIN zones z USING (team_id)
WHERE u.active AND (${MIGHT_TAKE})
ORDER BY u.user_id`;

const read = (which: string, whichStay = '') => `
WITH to_give AS MATERIALIZED (${TASKS} AND ${which}), zones AS MATERIALIZED (${ZONES})
SELECT json_build_object(
  'now', round(extract(epoch FROM coalesce($3::timestamptz, now())) * 1000),
  'rules', (SELECT document FROM assignment_rules ORDER BY version DESC LIMIT 1),
  'teams', (SELECT coalesce(json_agg(json_build_array(region, team_id)), '[]') FROM teams
    WHERE region = ANY($2) AND active),
  'tasks', (SELECT coalesce(json_agg(t), '[]') FROM to_give t),
  'people', (SELECT coalesce(json_agg(p), '[]') FROM (${people(whichStay)}) p)) AS work`;

const OF_TASKS = read('t.task_id = ANY($1) AND t.assignee IS NULL');
// What somebody is changing just now is not the caller's to move.
const TO_MOVE = read('t.task_id = ANY($1) ORDER BY t.task_id FOR NO KEY UPDATE OF t SKIP LOCKED');
const OF_REGIONS = read(
  '$1::text[] IS NULL AND k.region = ANY($2)',
  ' AND o.task_id NOT IN (SELECT "taskId" FROM to_give)',
);

interface Row {
  work: {
    now: number;
    rules: unknown;
    teams: [region: string, teamId: string][];
    tasks: (Omit<TaskToShare, 'known'> & { workedBy: string | null })[];
    people: (Omit<Collector, 'onLeave' | 'worksFromMs'> & {
      zone: string;
      teamTurn: number;
      leaves: Leave[];
    })[];
  };
}

interface Which {
  /** to whom cases were given just now */
  named?: readonly string[];
  /** absent: all of the regions that nobody has begun with, whoever has them */
  taskIds?: readonly string[];
  regions: readonly string[];
}

/** Tasks that nobody has, by their ids, or else all of the regions. @param now epoch milliseconds; undefined: the database's clock */
export function readWork(
  tx: Pick<Transaction, 'query'>,
  which: Which,
  now: number | undefined,
): Promise<Work> {
  return readBy(tx, which.taskIds ? { name: 'read-work', text: OF_TASKS } : { text: OF_REGIONS }, which, now);
}

/** Tasks by their ids, whoever has them; locked, but for those that somebody is changing, which are left out. */
export function lockWorkToMove(tx: Transaction, which: Required<Which>, now: number): Promise<Work> {
  return readBy(tx, { text: TO_MOVE }, which, now);
}

async function readBy(
  tx: Pick<Transaction, 'query'>,
  query: { name?: string; text: string },
  { taskIds, regions, named = [] }: Which,
  now: number | undefined,
): Promise<Work> {
  const values = [taskIds ?? null, regions, now === undefined ? null : new Date(now), named];
  const { rows } = await tx.query<Row>({ ...query, values });
  const { work } = rows[0] as Row;
  return {
    now: work.now,
    rules: work.rules === null ? BUILT_IN_ASSIGNMENT_RULES : assignmentRulesSchema.parse(work.rules),
    tasks: work.tasks.map(({ workedBy, ...task }) => ({
      ...task,
      known: [workedBy, task.assignee].filter((userId) => userId !== null),
    })),
    people: work.people.map(({ leaves, zone, teamTurn: _, ...person }) => ({
      ...person,
      ...availabilityOf({ shifts: person.shifts, leaves, zone }, work.now),
    })),
    turns: new Map(work.people.map(({ teamId, teamTurn }) => [teamId, teamTurn])),
    teams: new Map(work.teams),
  };
}
