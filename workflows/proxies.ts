import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { ActivityOptions } from '@temporalio/common';
import type { CaseActivities } from '../activities/types.ts';

/**
 * A decision is one short transaction: a local activity. It is repeated until PostgreSQL answers, because
 * there is nothing else a case could do; after a minute the waiting moves to a timer of the server.
 */
export function decideActivity(summary: string) {
  return proxyLocalActivities<Pick<CaseActivities, 'decide'>>({
    startToCloseTimeout: '10 seconds',
    retry: { initialInterval: '100 milliseconds', maximumInterval: '30 seconds' },
    summary,
  }).decide;
}

/** How long a delivery is repeated, milliseconds: a quarter of an hour. */
export const DELIVERY_MS = 15 * 60_000;

/**
 * A delivery may be repeated: what may have left is never sent twice (the ledger knows). A quarter of an hour
 * is longer than a database fail-over and a deploy. A contact that a step could not deliver in it gets a delivery of
 * its own, as long again; after that it is given up as `unknown`.
 */
const DELIVERY: ActivityOptions = {
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: DELIVERY_MS,
  retry: { initialInterval: '500 milliseconds', maximumInterval: '30 seconds' },
};

/** A step may be repeated for the same reason: its decision is found again, and so is the contact it reserved. */
export function takeStepActivity(summary: string) {
  return proxyActivities<Pick<CaseActivities, 'takeStep'>>({ ...DELIVERY, summary }).takeStep;
}

export function deliverActivity(summary: string) {
  return proxyActivities<Pick<CaseActivities, 'deliver'>>({ ...DELIVERY, summary }).deliver;
}

/** Recording that a delivery was given up concerns only the database: repeated until it answers. */
export function abandonActivity(summary: string) {
  return proxyActivities<Pick<CaseActivities, 'abandonDelivery'>>({
    startToCloseTimeout: '30 seconds',
    retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
    summary,
  }).abandonDelivery;
}
