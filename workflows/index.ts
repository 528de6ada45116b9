/** The entry of the workflow bundle: workflow functions, nothing else. */
export { caseWorkflow } from './case-workflow.ts';
export { legalActionWorkflow } from './legal-action-workflow.ts';
export { dailyOperationsWorkflow } from './daily-operations-workflow.ts';
export { reconcileContactsWorkflow } from './reconcile-contacts-workflow.ts';
export { trainModelWorkflow } from './train-model-workflow.ts';
export { tellRegionWorkflow } from './tell-region-workflow.ts';
export { moveCasesWorkflow } from './move-cases-workflow.ts';
