import type { ContactInDelivery } from '../db/delivery-repository.ts';
import { readWrittenMessage, type WrittenMessage } from '../db/message-repository.ts';
import type { ScriptRepository } from '../db/script-repository.ts';
import type { StrategyRepository } from '../db/strategy-repository.ts';
import type { Transaction } from '../db/transaction.ts';
import type { ArrearsByKind } from '../domain/arrears-by-kind.ts';
import { writtenMessageIn } from '../domain/case/written-message.ts';
import type { Clock } from '../domain/clock.ts';
import { quotesBooks, type Script } from '../domain/scripts/script.ts';
import type { LetterPolicy } from '../domain/strategy/schema.ts';
import { formalContent } from './formal-content.ts';

/** The words of a contact, and what of the bank stands in them. */
export interface Wording {
  letters: LetterPolicy;
  /** days that a formal letter gives to answer */
  answerDays: number;
  /** absent: no version is published for the place */
  script?: Script;
  /** what a collector has written, in place of a script */
  written?: WrittenMessage;
  /** read only for what quotes them */
  arrears?: ArrearsByKind;
}

export interface WordingDeps {
  scripts: ScriptRepository;
  strategies: StrategyRepository;
  clock: Clock;
}

/** @returns what a contact that is about to leave says; versions of scripts and strategies are in memory, mostly */
export async function wordingOf(
  tx: Transaction,
  contact: ContactInDelivery,
  { scripts, strategies, clock }: WordingDeps,
): Promise<Wording> {
  const { letters, letterAnswerDays } = await strategies.pinnedAs(contact.state.strategy, tx);
  const bank = { letters, answerDays: letterAnswerDays };
  const messageId = writtenMessageIn(contact.script);
  if (messageId !== undefined) {
    const written = await readWrittenMessage(tx, messageId);
    return { ...bank, ...(written && { written }) };
  }
  if (contact.scriptVersion === null) return bank;
  const [id = ''] = contact.script.split('@');
  const script = await scripts.version(id, contact.scriptVersion, tx);
  if (!quotesBooks(script)) return { ...bank, script };
  return { ...bank, script, arrears: await formalContent(tx, contact, clock) };
}
