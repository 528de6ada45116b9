import { planShareOut, type SharePlan } from '../domain/assignment/plan-share-out.ts';
import { linearSolver } from './linear-solver.ts';
import type { PlanTask } from './plan-of.ts';
import { workInThread } from './thread-work.ts';

await workInThread<PlanTask, SharePlan>(async (task) => planShareOut(task, await linearSolver()));
