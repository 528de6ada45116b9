import { caseEventSchema, type CaseEvent } from '../../domain/case/events.ts';
import { isUpdate } from '../../domain/case/update-checks.ts';
import type { Decided } from './simulate.ts';

type EventType = CaseEvent['type'];

/** Every type of event that a case knows. */
export const EVENT_TYPES: EventType[] = caseEventSchema.options.map(({ shape }) => shape.type.value);

/** What people ask can be refused; what has happened cannot. */
export const REFUSABLE = EVENT_TYPES.filter((type) => isUpdate({ type } as CaseEvent));

/** How often events of each type were accepted and refused. */
export class EventCount {
  readonly accepted = new Map<EventType, number>();
  readonly refused = new Map<EventType, number>();

  add(life: readonly Decided[]): void {
    for (const { input, decision } of life) {
      const types = new Map(input.events.map(({ id, type }) => [id, type]));
      for (const answer of decision.answers) {
        const type = types.get(answer.id);
        const count = answer.accepted ? this.accepted : this.refused;
        if (type) count.set(type, (count.get(type) ?? 0) + 1);
      }
    }
  }

  /** @returns the types that have come less often than that, each with its number */
  rarerThan(least: number): string[] {
    const few = (kind: string, types: EventType[], count: Map<EventType, number>) =>
      types
        .filter((type) => (count.get(type) ?? 0) < least)
        .map((type) => `${type} ${kind} ${count.get(type) ?? 0} times`);
    return [...few('accepted', EVENT_TYPES, this.accepted), ...few('refused', REFUSABLE, this.refused)];
  }
}
