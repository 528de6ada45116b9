import type { Collector, Leave, TaskFacts } from '../domain/assignment/facts.ts';
import { availabilityOf } from '../domain/assignment/availability.ts';
import {
  assignmentRulesSchema,
  BUILT_IN_ASSIGNMENT_RULES,
  type AssignmentRules,
} from '../domain/assignment/rules.ts';
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
  c.timezone AS zone, k.currency, k.arrears_minor AS "amountMinor", t.assignee, k.collector AS named,
  round(extract(epoch FROM t.due_at) * 1000) AS "dueAtMs", coalesce(t.declined_by, '{}') AS "declinedBy",
  (SELECT o.assignee FROM tasks o WHERE o.case_id = t.case_id AND o.for_role = t.for_role
     AND o.started_at IS NOT NULL AND o.closed_at IS NOT NULL
   ORDER BY o.closed_at DESC, o.task_id DESC LIMIT 1) AS "workedBy"
FROM tasks t JOIN cases k USING (case_id) JOIN loans l USING (loan_id) JOIN customers c ON c.customer_id = k.customer_id
WHERE t.closed_at IS NULL AND t.started_at IS NULL AND t.for_role IS NOT NULL`;

// What has ended yesterday in UTC may be today's elsewhere; what is older is not read, however much there is of it.
const people = (whichStay: string) => `
SELECT u.user_id AS "userId", u.team_id AS "teamId", u.role, m.region, m.zone, u.regions, u.languages, u.skills,
  u.products, u.tiers, u.authority_minor AS "authorityMinor", u.shifts, u.capacity, u.turn,
  x.turn AS "teamTurn",
  (SELECT count(*) FROM tasks o WHERE o.assignee = u.user_id AND o.closed_at IS NULL${whichStay}) AS "openTasks",
  (SELECT coalesce(json_agg(json_build_object('from', a.from_on, 'until', a.until_on)), '[]') FROM absences a
   WHERE a.user_id = u.user_id AND a.cancelled_at IS NULL
     AND a.until_on >= (coalesce($3::timestamptz, now()) AT TIME ZONE 'UTC')::date - 1) AS leaves
FROM users u JOIN teams m USING (team_id)
  JOIN (SELECT team_id, max(turn) AS turn FROM users GROUP BY team_id) x USING (team_id)
WHERE u.active AND (u.user_id = ANY($4) OR u.user_id IN (SELECT named FROM to_give)
  OR m.active AND (m.region = ANY($2) OR u.regions && $2))
ORDER BY u.user_id`;

const read = (which: string, whichStay = '') => `
WITH to_give AS MATERIALIZED (${TASKS} AND ${which})
SELECT json_build_object(
  'now', round(extract(epoch FROM coalesce($3::timestamptz, now())) * 1000),
  'rules', (SELECT document FROM assignment_rules ORDER BY version DESC LIMIT 1),
  'teams', (SELECT coalesce(json_agg(json_build_array(region, team_id)), '[]') FROM teams
    WHERE region = ANY($2) AND active),
  'tasks', (SELECT coalesce(json_agg(t), '[]') FROM to_give t),
  'people', (SELECT coalesce(json_agg(p), '[]') FROM (${people(whichStay)}) p)) AS work`;

const OF_TASKS = read('t.task_id = ANY($1) AND t.assignee IS NULL');
const OF_REGIONS = read(
  '$1::text[] IS NULL AND k.region = ANY($2)',
  ' AND o.task_id NOT IN (SELECT "taskId" FROM to_give)',
);

interface Row {
  work: {
    now: number;
    rules: unknown;
    teams: [region: string, teamId: string][];
    tasks: (Omit<TaskToShare, 'known'> & { zone: string; workedBy: string | null })[];
    people: (Omit<Collector, 'onLeave' | 'worksFromMs'> & {
      zone: string | null;
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

/** @param now epoch milliseconds; undefined: the database's clock */
export async function readWork(
  tx: Pick<Transaction, 'query'>,
  { taskIds, regions, named = [] }: Which,
  now: number | undefined,
): Promise<Work> {
  const { rows } = await tx.query<Row>({
    ...(taskIds ? { name: 'read-work', text: OF_TASKS } : { text: OF_REGIONS }),
    values: [taskIds ?? null, regions, now === undefined ? null : new Date(now), named],
  });
  const { work } = rows[0] as Row;
  // A team that has not said where it is is where its customers are.
  const zone = work.tasks[0]?.zone ?? 'UTC';
  return {
    now: work.now,
    rules: work.rules === null ? BUILT_IN_ASSIGNMENT_RULES : assignmentRulesSchema.parse(work.rules),
    tasks: work.tasks.map(({ workedBy, zone: _, ...task }) => ({
      ...task,
      known: [workedBy, task.assignee].filter((userId) => userId !== null),
    })),
    people: work.people.map(({ leaves, zone: teamZone, teamTurn: _, ...person }) => ({
      ...person,
      ...availabilityOf({ shifts: person.shifts, leaves, zone: teamZone ?? zone }, work.now),
    })),
    turns: new Map(work.people.map(({ teamId, teamTurn }) => [teamId, teamTurn])),
    teams: new Map(work.teams),
  };
}
