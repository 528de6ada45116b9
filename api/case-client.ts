import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { TypedSearchAttributes, type SignalDefinition, type UpdateDefinition } from '@temporalio/common';
import type { CaseToStart } from '../db/case-repository.ts';
import type { CaseEventOf, SignalType, UpdateType } from '../domain/case/events.ts';
import type { Clock } from '../domain/clock.ts';
import { DomainFailure } from '../domain/failures.ts';
import { caseWorkflowId, moveWorkflowId, regionAlertId, type LoanId } from '../domain/ids.ts';
import { caseDetails, caseSummary } from '../workflows/details.ts';
import * as messages from '../workflows/messages.ts';
import type { CaseStatus, CaseWorkflowInput, UpdateAnswer } from '../workflows/messages.ts';
import type { MoveCasesInput } from '../workflows/move-cases-workflow.ts';
import type { TellRegionInput } from '../workflows/tell-region-workflow.ts';
import { attributePairs, attributesOf, searchAttributeKeys } from '../workflows/search-attributes.ts';
import { LegalClient, type LegalPort } from './legal-client.ts';
import { ANSWER_WITHIN_MS, translated, untilTaken } from './temporal-call.ts';
import { startTraining } from './train-client.ts';

export type SignalEvent = CaseEventOf<SignalType>;
export type UpdateEvent = CaseEventOf<UpdateType>;

/** The workflow of a loan's case, as Temporal knows it. */
export interface CaseRun {
  running: boolean;
  /** when it has ended, epoch milliseconds, real time; absent while it runs */
  endedAtMs?: number;
}

export interface CaseClientDeps {
  client: Client;
  taskQueue: string;
  clock: Clock;
}

/** The only place that talks to Temporal about cases. Its errors are DomainFailures of the catalogue. */
export class CaseClient {
  /** the legal actions of cases */
  readonly legal: LegalPort;
  private readonly client: Client;
  private readonly taskQueue: string;
  private readonly clock: Clock;

  constructor({ client, taskQueue, clock }: CaseClientDeps) {
    this.client = client;
    this.taskQueue = taskQueue;
    this.clock = clock;
    this.legal = new LegalClient({ client, taskQueue, clock });
  }

  /** Opens the loan's case, or tells the open one that the loan is still overdue. */
  async reportOverdue(loanId: LoanId, event: CaseEventOf<'overdue'>): Promise<void> {
    await translated(
      this.client.workflow.signalWithStart('caseWorkflow', {
        ...this.startOptions({ loanId }),
        typedSearchAttributes: new TypedSearchAttributes([
          { key: searchAttributeKeys.loanId, value: loanId },
        ]),
        signal: messages.caseSignals.overdue,
        signalArgs: [event],
      }),
    );
  }

  /** Starts the workflow of a case that is opened already. Safe to repeat: a running one is left alone. */
  async start({ loanId, decided }: CaseToStart): Promise<void> {
    const attributes = attributesOf(decided.state, decided.instruction, this.clock.now());
    const begun = { state: decided.state, instruction: decided.instruction };
    await translated(
      this.client.workflow
        .start('caseWorkflow', {
          ...this.startOptions({ loanId, decided: begun }),
          typedSearchAttributes: new TypedSearchAttributes(attributePairs(attributes)),
        })
        .catch((error: unknown) => {
          if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
        }),
    );
  }

  /** @returns false when no case of the loan is running: what happened is in the books all the same */
  async tell(loanId: LoanId, event: SignalEvent): Promise<boolean> {
    // The table pairs every event with the Signal of its type; the compiler cannot follow it through the key.
    const signal = messages.caseSignals[event.type] as SignalDefinition<[SignalEvent]>;
    try {
      await translated(this.handle(loanId).signal(signal, event));
      return true;
    } catch (error) {
      if (error instanceof DomainFailure && error.type === 'NotFound') return false;
      throw error;
    }
  }

  /** Has every open case of the region told, by a workflow: it goes on whatever becomes of who asks. Safe to repeat. */
  async tellRegion(region: string, event: CaseEventOf<'macro-alert'>): Promise<void> {
    const input: TellRegionInput = { region, event };
    await translated(
      this.client.workflow.start('tellRegionWorkflow', {
        taskQueue: this.taskQueue,
        workflowId: regionAlertId(region, event.id),
        workflowIdConflictPolicy: 'USE_EXISTING',
        args: [input],
        staticSummary: `${event.indicator} '${event.level}' in region ${region}`,
      }),
    );
  }

  /** Has a risk model trained, by a workflow; while one is being trained, that one is meant. */
  async startTraining(by: string): Promise<void> {
    await this.trainModel(by);
  }

  /** Has the cases of a move go on by another strategy, by a workflow: it goes on whatever becomes of who asks. Safe to repeat. */
  async moveCases(moveId: string, summary: string): Promise<void> {
    const input: MoveCasesInput = { moveId };
    await translated(
      this.client.workflow
        .start('moveCasesWorkflow', {
          taskQueue: this.taskQueue,
          workflowId: moveWorkflowId(moveId),
          workflowIdConflictPolicy: 'USE_EXISTING',
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
          args: [input],
          staticSummary: summary,
        })
        .catch((error: unknown) => {
          if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
        }),
    );
  }

  /**
   * Has a model of risk learnt by a workflow; one that is under way is joined.
   *
   * @param by who asks
   */
  async trainModel(by: string): Promise<{ workflowId: string; runId: string }> {
    const { workflowId, firstExecutionRunId } = await translated(
      startTraining({ client: this.client, taskQueue: this.taskQueue }, by),
    );
    return { workflowId, runId: firstExecutionRunId };
  }

  /**
   * Asks a case something and waits for its decision. The event's id is the Update's id: asked twice, answered
   * twice the same, done once.
   *
   * @throws `Rejected.<Rule>` when the case refuses, NotFound when no case is running
   */
  async ask(loanId: LoanId, event: UpdateEvent): Promise<UpdateAnswer> {
    // The table pairs every event with the Update of its type; the compiler cannot follow it through the key.
    const update = messages.caseUpdates[event.type] as UpdateDefinition<UpdateAnswer, [UpdateEvent]>;
    return translated(
      this.client.connection.withDeadline(Date.now() + ANSWER_WITHIN_MS, () =>
        untilTaken(() => this.handle(loanId).executeUpdate(update, { args: [event], updateId: event.id })),
      ),
    );
  }

  /** @throws NotFound when no case of the loan was ever started or retention is over */
  async status(loanId: LoanId): Promise<CaseStatus> {
    return translated(this.handle(loanId).query(messages.statusQuery));
  }

  /** @returns whether the loan's case runs, or when its last one ended; undefined: none that Temporal still knows of */
  async runOf(loanId: LoanId): Promise<CaseRun | undefined> {
    try {
      const { status, closeTime } = await translated(this.handle(loanId).describe());
      return { running: status.name === 'RUNNING', ...(closeTime && { endedAtMs: closeTime.getTime() }) };
    } catch (error) {
      if (error instanceof DomainFailure && error.type === 'NotFound') return undefined;
      throw error;
    }
  }

  /** @throws UpstreamUnavailable when the server does not answer */
  async ping(): Promise<void> {
    await translated(this.client.connection.workflowService.getSystemInfo({}));
  }

  private handle(loanId: LoanId) {
    return this.client.workflow.getHandle(caseWorkflowId(loanId));
  }

  private startOptions(input: Omit<CaseWorkflowInput, 'clock'>) {
    const { spec } = this.clock;
    const args: [CaseWorkflowInput] = [{ ...input, ...(spec && { clock: spec }) }];
    return {
      taskQueue: this.taskQueue,
      workflowId: caseWorkflowId(input.loanId),
      workflowIdConflictPolicy: 'USE_EXISTING' as const,
      args,
      staticSummary: caseSummary(input.loanId),
      staticDetails: caseDetails(input.loanId),
    };
  }
}
