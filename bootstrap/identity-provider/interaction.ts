// Law: who signs in is whom the reader chose on this page for this very request; an earlier sign-in is never taken for it.
import type { InteractionResults, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { contentPolicy, pageHeaders } from '../../queries/pages/page.js';
import { API_RESOURCE } from './contract.js';
import { languageOf, refusalPage } from './plain-pages.js';
import type { People } from './people.js';
import { signInPage } from './sign-in-page.js';
import { texts } from './texts.js';

const PATH = /^\/interaction\/[\w-]{1,100}$/;
/** Longest form, in bytes: one button’s name and value. */
const MOST_BYTES = 2_048;

type Middleware = (context: KoaContextWithOIDC, next: () => Promise<void>) => Promise<void>;
type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** Serves the sign-in page of a provider at `/interaction/<id>`. */
export function useInteraction(provider: Provider, people: People): Middleware {
  return async (context, next) => {
    if (!PATH.test(context.path) || (context.method !== 'GET' && context.method !== 'POST')) {
      await next();
      return;
    }
    const interaction = await provider.interactionDetails(context.req, context.res).catch(() => undefined);
    const language = languageOf(context, interaction?.params['ui_locales']);
    if (interaction === undefined) {
      context.status = 400;
      refusalPage(context, (words) => words.over);
      return;
    }
    let notice: string | undefined;
    if (context.method === 'POST') {
      const form = await formOf(context);
      if (form === undefined) {
        context.status = 413;
        refusalPage(context, (words) => words.tooLarge);
        return;
      }
      const person = form.has('cancel') ? undefined : await people.find(form.get('account') ?? '');
      if (form.has('cancel') || person !== undefined) {
        const result = person === undefined ? { error: 'access_denied', error_description: 'nobody was chosen' } : await signIn(provider, interaction, person.accountId);
        const to = await provider.interactionResult(context.req, context.res, result, { mergeWithLastSubmission: false });
        context.status = 303;
        context.set('Location', to);
        context.body = '';
        return;
      }
      notice = texts[language].unknown;
      context.status = 422;
    }
    if (notice === undefined) context.status = 200;
    context.set(pageHeaders);
    // What the form leads to in the end is the client's address: a browser asks for it in the policy.
    context.set('Content-Security-Policy', contentPolicy([new URL(String(interaction.params['redirect_uri'])).origin]));
    context.body = signInPage(language, await people.list(), notice);
  };
}

/** The outcome of a choice: the account, and a grant for what the client asked, all clients being this program's own. */
async function signIn(provider: Provider, interaction: Interaction, accountId: string): Promise<InteractionResults> {
  const earlier = interaction.session === undefined ? undefined : await provider.Session.findByUid(interaction.session.uid);
  if (interaction.session !== undefined) {
    await earlier?.destroy();
    delete interaction.session;
    await interaction.persist();
  }
  const grant = new provider.Grant({ accountId, clientId: String(interaction.params['client_id']) });
  grant.addOIDCScope('openid profile');
  grant.addResourceScope(API_RESOURCE, '');
  return { login: { accountId, remember: false }, consent: { grantId: await grant.save() } };
}

/** The fields of a small form; undefined for a large one. */
async function formOf(context: KoaContextWithOIDC): Promise<URLSearchParams | undefined> {
  let body = '';
  for await (const chunk of context.req) {
    body += String(chunk);
    if (body.length > MOST_BYTES) return undefined;
  }
  return new URLSearchParams(body);
}
