import { html } from '../../queries/pages/html.js';
import type { Language } from '../../queries/pages/language.js';
import { renderPage } from '../../queries/pages/page.js';

interface Words {
  readonly title: string;
  readonly text: string;
}

const signedIn: Readonly<Record<Language, Words & { readonly on: string }>> = {
  en: { title: 'You are signed in', text: 'You are being led on.', on: 'Go on' },
  ar: { title: 'تم تسجيل الدخول', text: 'جارٍ نقلك إلى الصفحة المطلوبة.', on: 'متابعة' },
};

const signedOut: Readonly<Record<Language, Words & { readonly on: string }>> = {
  en: { title: 'You are signed out', text: 'Your session here has ended, in every window of this browser.', on: 'Go on' },
  ar: { title: 'تم تسجيل الخروج', text: 'انتهت جلستك هنا في جميع نوافذ هذا المتصفح.', on: 'متابعة' },
};

const failed: Readonly<Record<Language, { readonly again: string; readonly home: string; readonly other: Words } & Readonly<Record<string, Words | string>>>> = {
  en: {
    again: 'Sign in again',
    home: 'Home page',
    other: { title: 'This did not work', text: 'Something went wrong here. Try again in a moment.' },
    'sign-in-not-begun': {
      title: 'This sign-in cannot be finished',
      text: 'It was begun in another browser or window, was finished already, or took longer than ten minutes.',
    },
    'sign-in-cancelled': { title: 'The sign-in was cancelled', text: 'Nobody is signed in, and nothing was changed.' },
    'code-refused': { title: 'This sign-in was used already', text: 'The sign-in service takes each sign-in once, and only for a short time.' },
    'issuer-unavailable': { title: 'The sign-in service does not answer', text: 'Try again in a moment.' },
    'issuer-error': { title: 'The sign-in service gave a wrong answer', text: 'Nobody was signed in. If it happens again, tell those who run this ledger.' },
    'issuer-refused': { title: 'The sign-in service did not sign you in', text: 'Try again. If it happens again, tell those who run this ledger.' },
    'no-role': { title: 'Your account has no role here', text: 'You are known to the sign-in service, but this ledger has no role for you. Ask those who run it.' },
    'token-too-large': { title: 'Your sign-in is too large', text: 'The sign-in service sends more than a session can hold. Tell those who run this ledger.' },
    'not-found': { title: 'There is nothing here', text: 'No page of this ledger has this address.' },
    'sign-in-off': { title: 'Nobody can sign in here', text: 'This ledger is reached through its API only.' },
    'return-path': { title: 'This address leads elsewhere', text: 'After signing in you can only be led to a page of this ledger.' },
    'public-url': { title: 'This address is not known here', text: 'Pages are reached under the address that was configured for them.' },
    csrf: { title: 'This form does not come from here', text: 'It was sent from another site, or belongs to an earlier session. Nothing was changed.' },
    'quota-exceeded': { title: 'Too many requests', text: 'More was asked from your address than this ledger answers in a minute. Try again in a moment.' },
    'store-unavailable': { title: 'The ledger does not answer now', text: 'A store of the ledger cannot be reached. Try again in a moment.' },
  },
  ar: {
    again: 'تسجيل الدخول من جديد',
    home: 'الصفحة الرئيسية',
    other: { title: 'تعذّر إتمام الطلب', text: 'حدث خطأ ما. حاول مرة أخرى بعد قليل.' },
    'sign-in-not-begun': {
      title: 'تعذّر إتمام تسجيل الدخول',
      text: 'بدأ تسجيل الدخول في متصفح آخر أو نافذة أخرى، أو اكتمل من قبل، أو استغرق أكثر من عشر دقائق.',
    },
    'sign-in-cancelled': { title: 'أُلغي تسجيل الدخول', text: 'لم يُسجَّل دخول أحد، ولم يتغيّر شيء.' },
    'code-refused': { title: 'استُخدم تسجيل الدخول هذا من قبل', text: 'تقبل خدمة الدخول كل عملية تسجيل مرة واحدة فقط ولمدة قصيرة.' },
    'issuer-unavailable': { title: 'خدمة الدخول لا تستجيب', text: 'حاول مرة أخرى بعد قليل.' },
    'issuer-error': { title: 'أجابت خدمة الدخول إجابة غير صحيحة', text: 'لم يُسجَّل دخول أحد. إذا تكرر ذلك فأبلغ القائمين على هذا السجل.' },
    'issuer-refused': { title: 'لم تقبل خدمة الدخول تسجيل دخولك', text: 'حاول مرة أخرى. إذا تكرر ذلك فأبلغ القائمين على هذا السجل.' },
    'no-role': { title: 'ليست لحسابك صفة هنا', text: 'تعرفك خدمة الدخول، لكن ليست لك صفة في هذا السجل. راجع القائمين عليه.' },
    'token-too-large': { title: 'بيانات الدخول أكبر من المسموح', text: 'ترسل خدمة الدخول أكثر مما تتسع له الجلسة. أبلغ القائمين على هذا السجل.' },
    'not-found': { title: 'لا يوجد شيء هنا', text: 'لا توجد صفحة في هذا السجل بهذا العنوان.' },
    'sign-in-off': { title: 'لا يمكن تسجيل الدخول هنا', text: 'يُستخدم هذا السجل عبر واجهته البرمجية فقط.' },
    'return-path': { title: 'هذا العنوان يؤدي إلى موقع آخر', text: 'بعد تسجيل الدخول لا يمكن نقلك إلا إلى صفحة من صفحات هذا السجل.' },
    'public-url': { title: 'هذا العنوان غير معروف هنا', text: 'تُفتح الصفحات من العنوان المحدد لها في الإعدادات.' },
    csrf: { title: 'هذا النموذج ليس من هنا', text: 'أُرسل من موقع آخر أو ينتمي إلى جلسة سابقة. لم يتغيّر شيء.' },
    'quota-exceeded': { title: 'طلبات كثيرة', text: 'ورد من عنوانك أكثر مما يجيب عنه هذا السجل في الدقيقة. حاول مرة أخرى بعد قليل.' },
    'store-unavailable': { title: 'السجل لا يستجيب الآن', text: 'تعذّر الوصول إلى أحد مخازن السجل. حاول مرة أخرى بعد قليل.' },
  },
};

/** The page that follows a sign-in, and leads on to where it was begun. */
export const signedInPage = (language: Language, target: string): string => passage(language, signedIn[language], target);

/** The page that follows a sign-out, and leads on to the issuer's own, or home. */
export const signedOutPage = (language: Language, target: string): string => passage(language, signedOut[language], target);

/** Failures that signing in again does not mend. */
const noWayToSignIn: ReadonlySet<string> = new Set(['sign-in-off', 'public-url', 'not-found']);

/** The page of a failure, by the code of its problem, with a way on. */
export function failurePage(language: Language, code: string): string {
  const words = failed[language];
  const told = Object.hasOwn(words, code) ? words[code] : undefined;
  const { title, text } = typeof told === 'object' ? told : words.other;
  const again = noWayToSignIn.has(code) ? null : html`<a class="button" href="/sign-in">${words.again}</a> `;
  const body = html`<h1>${title}</h1>
<p class="lead">${text}</p>
<p class="ways">${again}<a class="button quiet" href="/">${words.home}</a></p>`;
  return renderPage({ language, title, body });
}

function passage(language: Language, { title, text, on }: Words & { readonly on: string }, target: string): string {
  const body = html`<h1>${title}</h1>
<p class="lead" role="status">${text}</p>
<p><a class="button" href="${target}">${on}</a></p>`;
  return renderPage({ language, title, body });
}
