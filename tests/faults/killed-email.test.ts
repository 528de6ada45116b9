import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { messageKey } from '../../activities/channels/message-key.ts';
import type { ReconcileReport } from '../../activities/reconcile-types.ts';
import { FieldEncryption } from '../../db/field-encryption.ts';
import { localDate, localSecondOfDay, MINUTE_MS } from '../../domain/calendar.ts';
import type { ContactId, LoanId } from '../../domain/ids.ts';
import { ZONE } from '../domain/fixtures.ts';
import { contactsOf, timelineOf, type ContactRow } from '../setup/case-records.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { LiveCases } from '../setup/live-cases.ts';
import { seedLoans } from '../setup/seed.ts';
import { readMail, smtpFarSide, type SmtpFarSide } from '../setup/smtp-far-side.ts';
import { startChild, type Child } from './children.ts';
import { HOLDS, KEY } from './email-worker-child.ts';

/** Where in a delivery the worker is killed, what the ledger says then, and what it says after all. */
const EDGES = {
  /** between the reservation, which is committed, and `sending`: it is delivered when there is a worker again */
  'RESERVED-1': { killedAt: 'reserved', status: 'sent', taken: 1 },
  /** between `sending`, which is committed, and the call of the provider */
  'UNCALLED-1': { killedAt: 'sending', status: 'unknown', taken: 0 },
  /** before the message: seen from the mail server, whose side of the next three it is */
  'BEFORE-1': { killedAt: 'sending', status: 'unknown', taken: 0 },
  /** during: the message is asked for and does not come to its end */
  'DURING-1': { killedAt: 'sending', status: 'unknown', taken: 0 },
  /** between the message and its answer: it is taken, the answer never arrives */
  'TAKEN-1': { killedAt: 'sending', status: 'unknown', taken: 1 },
  /** between the answer and its record */
  'ANSWERED-1': { killedAt: 'sending', status: 'unknown', taken: 1 },
  /** between the record with the next decision, which is one transaction, and whoever is to hear of it */
  'RECORDED-1': { killedAt: 'sent', status: 'sent', taken: 1 },
  /** none: it is over before */
  'CONTROL-1': { killedAt: 'sent', status: 'sent', taken: 1 },
} as const;
type Edge = keyof typeof EDGES;
const loanIds = Object.keys(EDGES) as Edge[];
/** The one contact that an event's decision reserves, so that its delivery is an activity of its own: the thanks. */
const THANKED: Edge = 'RESERVED-1';

let database: TestDatabase;
let cases: LiveCases;
let far: SmtpFarSide;
let child: Child | undefined;
/** the loans whose deliveries have come to where the worker is to be killed, seen from the mail server */
const reached = new Set<string>();
let killed = false;

/** Stops where the loan's delivery is to be interrupted. @returns whether it does */
function stopsAt(edge: Edge, recipient: string): boolean {
  if (killed || recipient !== emailOf(edge)) return false;
  reached.add(edge);
  return true;
}

const emailOf = (edge: Edge) => `c-${edge.toLowerCase()}@example.com`;

beforeAll(async () => {
  database = await createTestDatabase();
  far = await smtpFarSide({
    onRcptTo(address, _session, callback) {
      if (!stopsAt('BEFORE-1', address.address)) callback();
    },
    onData(stream, session, callback) {
      const recipient = session.envelope.rcptTo[0]?.address ?? '';
      // Nothing is read of it: the message does not come to its end.
      if (stopsAt('DURING-1', recipient)) return;
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        far.taken.push({ to: [recipient], raw: Buffer.concat(chunks).toString('utf8') });
        if (!stopsAt('TAKEN-1', recipient)) callback();
      });
    },
  });
  const address = inject('temporalAddress');
  // Thirty seconds a day: an hour for the first contact passes in one, and an attempt that was cut off is repeated
  // after the same thirty, at the same time of the next day, when customers may be contacted as well.
  cases = await LiveCases.create({ address, databaseUrl: database.url, dayMs: 30_000 });
});
afterAll(async () => {
  await child?.kill();
  await far.close();
  await cases.close();
  await database.drop();
});

async function startWorker({ holds }: { holds: boolean }): Promise<Child> {
  const started = startChild('email-worker-child.ts', {
    ...{ address: inject('temporalAddress'), databaseUrl: database.url, taskQueue: cases.taskQueue },
    ...{ clock: cases.clock.spec, holds },
    environment: {
      ...{ ARREARS_SMTP_URL: `smtp://127.0.0.1:${far.port}`, ARREARS_SMTP_TLS: 'none' },
      ...{ ARREARS_EMAIL_FROM: 'collections@bank.example', ARREARS_BANK_NAME: 'Example Bank' },
      ARREARS_PUBLIC_URL: 'https://arrears.bank.example',
    },
  });
  await started.printed('ready');
  return started;
}

/** @returns of each loan the contact whose delivery is interrupted: the thanks, or the first */
async function interruptedOnes(): Promise<Map<Edge, ContactRow | undefined>> {
  const { pool } = cases.database;
  const contacts = await Promise.all(
    loanIds.map(async (id): Promise<[Edge, ContactRow | undefined]> => {
      const all = await contactsOf(pool, id as unknown as LoanId);
      const thanks = all.filter(({ purpose }) => purpose === 'acknowledge');
      return [id, id === THANKED ? thanks.at(-1) : all[0]];
    }),
  );
  return new Map(contacts);
}

const copiesOf = (contactId: string) => {
  const messageId = `<${messageKey(contactId as ContactId)}@bank.example>`;
  return far.taken.filter(({ raw }) => messageIdOf(raw) === messageId).length;
};

const reconcile = () =>
  cases.temporal.workflow.execute('reconcileContactsWorkflow', {
    ...{ taskQueue: cases.taskQueue, workflowId: `reconcile-${cases.taskQueue}` },
  }) as Promise<ReconcileReport>;

test('a worker is killed at each edge of a delivery: no e-mail arrives twice, and the ledger knows which may have', async () => {
  const { pool, orm } = cases.database;
  await seedLoans({
    ...{ orm, encryption: new FieldEncryption([KEY]), daysPastDue: 5 },
    loans: loanIds.map((loanId) => ({ loanId, consents: ['email'] })),
    today: localDate(cases.clock.now(), ZONE),
  });
  child = await startWorker({ holds: true });
  for (const loanId of loanIds) await cases.reportOverdue(loanId as unknown as LoanId);
  await cases.until(THANKED as unknown as LoanId, ({ stage }) => stage !== 'closed');
  // Its thanks are due at once, and not put off to the next morning.
  while (!isEarlyEnough()) await sleep(20);
  await cases.pay(THANKED as unknown as LoanId, 50_000);
  for (const loanId of Object.keys(HOLDS)) await child.printed(`held ${loanId}`);
  const controlSent = async () => isConcluded((await interruptedOnes()).get('CONTROL-1'));
  while (reached.size < 3 || !(await controlSent())) await sleep(20);
  await child.kill();
  killed = true;
  for (const [edge, contact] of await interruptedOnes()) {
    expect([edge, contact?.status]).toEqual([edge, EDGES[edge].killedAt]);
  }

  child = await startWorker({ holds: false });
  const concluded = async () => [...(await interruptedOnes()).values()].every(isConcluded);
  while (!(await concluded())) await sleep(200);

  const ledger = await interruptedOnes();
  for (const [edge, contact] of ledger) {
    const { status, taken } = EDGES[edge];
    expect([edge, contact?.channel, contact?.status]).toEqual([edge, 'email', status]);
    expect([edge, copiesOf(contact?.contactId ?? '')]).toEqual([edge, taken]);
    const told = (await timelineOf(pool, edge as unknown as LoanId)).filter(
      ({ type, data }) => type === 'delivered' && data['eventId'] === contact?.contactId,
    );
    expect(told.map(({ data }) => data['outcome'])).toEqual([status]);
  }

  // A mail server cannot be asked: what is unknown stays so, and asking sends nothing.
  await cases.untilTime(cases.clock.now() + 30 * MINUTE_MS);
  const unknown = Object.values(EDGES).filter(({ status }) => status === 'unknown').length;
  expect(await reconcile()).toMatchObject({ sent: 0, failed: 0, unknown: 0, stillUnknown: unknown });
  const after = await interruptedOnes();
  for (const [edge, contact] of ledger) expect(after.get(edge)?.status).toBe(contact?.status);
  // What the ladder has sent meanwhile is once each as well.
  const ids = far.taken.map(({ raw }) => messageIdOf(raw));
  expect(new Set(ids).size).toBe(ids.length);
});

/** What comes too late for the hours of contact is not sent, and due again. */
const isConcluded = (contact: ContactRow | undefined) =>
  contact !== undefined && !['reserved', 'sending', 'too-late'].includes(contact.status);

/** Between nine and four, where the customers are: some seconds before the hours of contact end. */
const isEarlyEnough = () => {
  const hour = localSecondOfDay(cases.clock.now(), ZONE) / 3600;
  return hour >= 9 && hour < 16;
};

const messageIdOf = (raw: string) =>
  readMail(raw)
    .headers.find((header) => header.toLowerCase().startsWith('message-id: '))
    ?.slice('message-id: '.length);
