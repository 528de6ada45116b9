import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { notFound } from '../../domain/failures.ts';
import type { LoanId } from '../../domain/ids.ts';
import { checkTexts } from '../../domain/scripts/audit-message.ts';
import { scriptLanguage, type ScriptLanguage } from '../../domain/scripts/template.ts';
import { askCase, eventBase } from '../ask-case.ts';
import type { RouteDeps } from '../ports.ts';
import { caseSchema, loanParamsSchema } from '../schemas/cases.ts';
import { postHeadersSchema } from '../schemas/common.ts';
import { problemResponses } from '../schemas/problem.ts';
import { messageBodySchema } from '../schemas/scripts.ts';

const SUBJECT: Readonly<Record<ScriptLanguage, string>> = {
  'zh-CN': '关于您的账户',
  en: 'About your account',
};

/** What collectors write to a customer in their own words. */
export const messageRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  const { messages, clock } = deps;

  app.route({
    method: 'POST',
    url: '/v1/cases/:loanId/messages',
    schema: {
      tags: ['cases'],
      summary:
        'A message in a collector’s own words: audited, and permitted now, or refused with rule and place',
      headers: postHeadersSchema,
      params: loanParamsSchema,
      body: messageBodySchema,
      response: { 200: caseSchema, ...problemResponses },
    },
    handler: async (request) => {
      const loanId = request.params.loanId as LoanId;
      const { channel, text, ...body } = request.body;
      const reader = await messages.readerOf(loanId);
      if (!reader) throw notFound(`loan ${loanId} is not known`);
      const language = body.language ?? scriptLanguage(reader.language);
      const subject = body.subject ?? SUBJECT[language];
      checkTexts({ subject, body: text }, { secured: reader.secured });
      const base = eventBase(request, loanId);
      const written = { messageId: base.id, loanId, by: base.by, language, subject, body: text };
      await messages.keep(written, clock.now());
      return askCase(deps, loanId, { type: 'message', ...base, messageId: base.id, channel });
    },
  });
  done();
};
