import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { TwilioConfig } from '../config/twilio.ts';
import type { Database } from '../db/client.ts';
import type { FieldEncryption } from '../db/field-encryption.ts';
import type { Clock } from '../domain/clock.ts';
import type { Basis } from '../domain/contact/rule.ts';
import { addActor } from './plugins/actor.ts';
import { addErrors, pathOf, sendProblem } from './plugins/errors.ts';
import { addIdempotency } from './plugins/idempotency.ts';
import { addOpenapi } from './plugins/openapi.ts';
import { dataPorts, type CasePort, type DataPorts, type RouteDeps } from './ports.ts';
import { problemOf } from './problem.ts';
import { absenceRoutes, assignmentRuleRoutes, shareOutRoutes } from './routes/assignment.ts';
import { approvalRoutes } from './routes/approvals.ts';
import { callRoutes } from './routes/calls.ts';
import { caseRequestRoutes } from './routes/case-requests.ts';
import { caseStatusRoutes } from './routes/case-status.ts';
import { caseRoutes } from './routes/cases.ts';
import { contactPointRoutes } from './routes/contact-points.ts';
import { contactCheckRoutes } from './routes/contact-check.ts';
import { customerRecordRoutes } from './routes/customer-records.ts';
import { endingRoutes } from './routes/endings.ts';
import { exportRoutes } from './routes/exports.ts';
import { alertRoutes } from './routes/alerts.ts';
import { financeRoutes } from './routes/finance.ts';
import { indicatorRoutes } from './routes/indicators.ts';
import { controlChartRoutes } from './routes/control-charts.ts';
import { healthRoutes } from './routes/health.ts';
import { holidayRoutes } from './routes/holidays.ts';
import { legalHoldRoutes } from './routes/legal-holds.ts';
import { legalRoutes } from './routes/legal.ts';
import { messageRoutes } from './routes/messages.ts';
import { modelStabilityRoutes } from './routes/model-stability.ts';
import { noteRoutes } from './routes/notes.ts';
import { overdueEventRoutes } from './routes/overdue-events.ts';
import { paymentRoutes } from './routes/payments.ts';
import { teamRoutes, userRoutes } from './routes/people.ts';
import { planRoutes } from './routes/plans.ts';
import { outboxRoutes } from './routes/outbox.ts';
import { outlookRoutes } from './routes/ratings.ts';
import { reassignRoutes } from './routes/reassign.ts';
import { riskModelRoutes } from './routes/risk-models.ts';
import { rulePackRoutes } from './routes/rule-packs.ts';
import { scriptRoutes } from './routes/scripts.ts';
import { experimentRoutes } from './routes/experiments.ts';
import { strategyMoveRoutes } from './routes/strategy-moves.ts';
import { strategyRoutes } from './routes/strategies.ts';
import { taskRoutes } from './routes/tasks.ts';
import { unsubscribeRoutes } from './routes/unsubscribe.ts';
import { customerMessageRoutes, webhookRoutes } from './routes/webhooks.ts';

export interface AppDeps {
  /** the caller's to close, after the app */
  database: Database;
  /** with which contact data can be read, for exports */
  encryption: FieldEncryption;
  caseClient: CasePort;
  clock: Clock;
  /** address of the namespace in the Temporal UI: links of a case lead there */
  temporalUiUrl?: string | undefined;
  /** how the rules of contact are read; absent: prudent */
  contactBasis?: Basis | undefined;
  /** whose reports and customers' replies are taken; absent: nobody's */
  twilio?: TwilioConfig | undefined;
  logger?: FastifyBaseLogger | undefined;
  /** in place of those of the database, for tests */
  ports?: DataPorts | undefined;
}

/** A thousand items with every field at its longest. */
const BODY_LIMIT = 2 * 1024 * 1024;

const routes = [
  healthRoutes,
  overdueEventRoutes,
  paymentRoutes,
  caseRoutes,
  caseStatusRoutes,
  caseRequestRoutes,
  approvalRoutes,
  planRoutes,
  legalRoutes,
  legalHoldRoutes,
  customerRecordRoutes,
  contactCheckRoutes,
  contactPointRoutes,
  taskRoutes,
  teamRoutes,
  userRoutes,
  absenceRoutes,
  shareOutRoutes,
  assignmentRuleRoutes,
  reassignRoutes,
  noteRoutes,
  messageRoutes,
  scriptRoutes,
  strategyRoutes,
  strategyMoveRoutes,
  experimentRoutes,
  riskModelRoutes,
  modelStabilityRoutes,
  rulePackRoutes,
  holidayRoutes,
  outboxRoutes,
  callRoutes,
  outlookRoutes,
  alertRoutes,
  indicatorRoutes,
  controlChartRoutes,
  endingRoutes,
  exportRoutes,
  financeRoutes,
  customerMessageRoutes,
  unsubscribeRoutes,
  webhookRoutes,
];

/** @returns the API; it does not listen, see api/server.ts */
export function buildApp({ database, encryption, logger, ports, ...rest }: AppDeps): FastifyInstance {
  const app = fastify({
    ...(logger ? { loggerInstance: logger } : { logger: false }),
    // One line for an answer is enough, see below.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: (error, request, reply) => {
      const instance = pathOf(request);
      void sendProblem(reply, problemOf({ code: 'InvalidInput', detail: error.message, instance }));
    },
  });
  const deps: RouteDeps = { ...rest, ...(ports ?? dataPorts(database, encryption, rest.contactBasis)) };
  addOpenapi(app);
  addErrors(app);
  addActor(app);
  addIdempotency(app, deps);
  addLog(app);
  addGracefulEnd(app);
  for (const plugin of routes) app.register(plugin, deps);
  return app;
}

function addLog(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { method, url } = request;
    request.log.debug(
      { method, url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
    done();
  });
}

/** While we end, answers close their connections: one that is kept alive would keep the process alive too. */
function addGracefulEnd(app: FastifyInstance): void {
  let ending = false;
  app.addHook('preClose', (done) => {
    ending = true;
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (ending) reply.header('connection', 'close');
    done(null, payload);
  });
}
