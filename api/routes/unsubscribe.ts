import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { readUnsubscribeToken } from '../../domain/contact/unsubscribe-token.ts';
import { notFound } from '../../domain/failures.ts';
import { addFormBody } from '../plugins/form-body.ts';
import type { RouteDeps } from '../ports.ts';
import { unsubscribeQuerySchema } from '../schemas/webhooks.ts';
import { tellCases } from '../take-reply.ts';

const HTML = 'text/html; charset=utf-8';

/** The link in every e-mail: a page with one button, and what mail programs post by themselves (RFC 8058). */
export const unsubscribeRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  const { clock, replies } = deps;
  addFormBody(app);
  const contactOf = async (token: string) => {
    const contactId = readUnsubscribeToken(token, (text) => replies.sign(text));
    const contact = contactId && (await replies.callbacks.contact(contactId));
    if (!contact) {
      throw notFound(
        'This link is not complete; open it anew from the message, or write to us · 链接不完整，请从邮件中重新打开',
      );
    }
    return contact;
  };

  app.route({
    method: 'GET',
    url: '/unsubscribe',
    schema: {
      // For customers, and no part of the API.
      hide: true,
      querystring: unsubscribeQuerySchema,
    },
    // Mail programs open links to look at them: only the button does anything.
    handler: async ({ query: { t } }, reply) => {
      await contactOf(t);
      return reply
        .type(HTML)
        .header('cache-control', 'no-store')
        .send(page(form(t)));
    },
  });

  app.route({
    method: 'POST',
    url: '/unsubscribe',
    schema: {
      hide: true,
      querystring: unsubscribeQuerySchema,
    },
    handler: async ({ query: { t } }, reply) => {
      const { contactId, customerId, channel } = await contactOf(t);
      const optOut = { customerId, channel, contactPoint: '', source: 'unsubscribe link' };
      await replies.optOuts.place(optOut, clock.now());
      const openCases = await replies.callbacks.openCasesOf(customerId, channel);
      const messageId = `unsubscribe.${contactId}`;
      await tellCases(deps, { messageId, channel, reply: { meaning: 'stop' }, openCases });
      return reply.type(HTML).header('cache-control', 'no-store').send(page(DONE));
    },
  });
  done();
};

/** @param token base64url and a dot: it needs no escaping, and anything else was refused before */
const form = (token: string) =>
  `<h1>Unsubscribe · 退订</h1><p>You will get no more messages like this one.</p><p lang="zh-CN">您将不再收到此类邮件。</p>` +
  `<form method="post" action="?t=${encodeURIComponent(token)}"><button>Unsubscribe · 退订</button></form>`;

const DONE =
  '<h1>Done · 已退订</h1><p>You are unsubscribed. To hear from us again, write or call us.</p>' +
  '<p lang="zh-CN">您已退订。如需恢复，请与我们联系。</p>';

function page(body: string): string {
  return (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    '<meta name="robots" content="noindex"><title>Unsubscribe · 退订</title><style>body{font:1.1rem/1.5 system-ui,sans-serif;' +
    'max-width:32rem;margin:4rem auto;padding:0 1rem}button{font:inherit;padding:.6rem 1.2rem}</style></head>' +
    `<body>${body}</body></html>`
  );
}
