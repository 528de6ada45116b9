import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { TypedSearchAttributes, type UpdateDefinition } from '@temporalio/common';
import type { Clock } from '../domain/clock.ts';
import { legalWorkflowId, type LegalId } from '../domain/ids.ts';
import type { LegalOpening } from '../domain/legal/decision.ts';
import type { LegalEventOf, LegalUpdateType } from '../domain/legal/events.ts';
import { legalAttributePairs, legalDetails, legalSummary } from '../workflows/legal-details.ts';
import * as messages from '../workflows/legal-messages.ts';
import type { LegalAnswer, LegalStatus, LegalWorkflowInput } from '../workflows/legal-messages.ts';
import { ANSWER_WITHIN_MS, translated, untilTaken } from './temporal-call.ts';

export type LegalUpdateEvent = LegalEventOf<LegalUpdateType>;

/** What others need of the running legal actions. */
export interface LegalPort {
  /** Starts the workflow of an action that is opened already. Safe to repeat. */
  start(opening: LegalOpening): Promise<void>;
  /** Tells the action that its case wants it stopped; starts it for that if it has never run. Safe to repeat. */
  stop(opening: LegalOpening, reason: LegalEventOf<'stop'>['reason']): Promise<void>;
  /**
   * Asks an action something and waits for its decision. Asked twice by the same id, answered twice the same.
   *
   * @throws `Rejected.<Rule>` when the action refuses, NotFound when it is not running
   */
  ask(legalId: LegalId, event: LegalUpdateEvent): Promise<LegalAnswer>;
  /** @throws NotFound when it was never started or retention is over */
  status(legalId: LegalId): Promise<LegalStatus>;
}

const MISSING = 'this legal action is not running';

/** Talks to Temporal about legal actions. Its errors are DomainFailures of the catalogue. */
export class LegalClient implements LegalPort {
  private readonly client: Client;
  private readonly taskQueue: string;
  private readonly clock: Clock;

  constructor({ client, taskQueue, clock }: { client: Client; taskQueue: string; clock: Clock }) {
    this.client = client;
    this.taskQueue = taskQueue;
    this.clock = clock;
  }

  async start(opening: LegalOpening): Promise<void> {
    await once(this.client.workflow.start('legalActionWorkflow', this.startOptions(opening)));
  }

  async stop(opening: LegalOpening, reason: LegalEventOf<'stop'>['reason']): Promise<void> {
    const event = { type: 'stop' as const, id: `stop:${opening.legalId}`, by: 'case', reason };
    const signal = { signal: messages.stopSignal, signalArgs: [event] as [typeof event] };
    await once(
      this.client.workflow.signalWithStart('legalActionWorkflow', {
        ...this.startOptions(opening),
        ...signal,
      }),
    );
  }

  async ask(legalId: LegalId, event: LegalUpdateEvent): Promise<LegalAnswer> {
    // The table pairs every event with the Update of its type; the compiler cannot follow it through the key.
    const update = messages.legalUpdates[event.type] as UpdateDefinition<LegalAnswer, [LegalUpdateEvent]>;
    return translated(
      this.client.connection.withDeadline(Date.now() + ANSWER_WITHIN_MS, () =>
        untilTaken(() => this.handle(legalId).executeUpdate(update, { args: [event], updateId: event.id })),
      ),
      MISSING,
    );
  }

  async status(legalId: LegalId): Promise<LegalStatus> {
    return translated(this.handle(legalId).query(messages.legalStatusQuery), MISSING);
  }

  private handle(legalId: LegalId) {
    return this.client.workflow.getHandle(legalWorkflowId(legalId));
  }

  private startOptions(opening: LegalOpening) {
    const { legalId, loanId } = opening;
    const { spec } = this.clock;
    const args: [LegalWorkflowInput] = [{ legalId, loanId, ...(spec && { clock: spec }) }];
    return {
      taskQueue: this.taskQueue,
      workflowId: legalWorkflowId(legalId),
      // An action that has ended does not begin again under its name.
      workflowIdReusePolicy: 'REJECT_DUPLICATE' as const,
      workflowIdConflictPolicy: 'USE_EXISTING' as const,
      args,
      typedSearchAttributes: new TypedSearchAttributes(legalAttributePairs({ ...opening, step: 'notice' })),
      staticSummary: legalSummary(loanId),
      staticDetails: legalDetails(loanId),
    };
  }
}

/** What has run to its end already needs neither a start nor a stop. */
async function once(call: Promise<unknown>): Promise<void> {
  await translated(
    call.catch((error: unknown) => {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }),
  );
}
