/** The entry of the workflow bundle: workflow functions, nothing else. */
export { caseWorkflow } from './case-workflow.ts';
