import type { Role } from '../../domain/access/roles.js';
import type { Language } from '../../queries/pages/language.js';

/** What the provider's pages say. */
export interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly demo: string;
  readonly nobody: string;
  readonly actsFor: string;
  readonly cancel: string;
  readonly over: string;
  readonly unknown: string;
  readonly tooLarge: string;
  readonly failed: string;
  readonly home: string;
  readonly signOut: string;
  readonly signOutLead: string;
  readonly stay: string;
  readonly signedOut: string;
  readonly roles: Readonly<Record<Role, string>>;
}

export const texts: Readonly<Record<Language, Texts>> = {
  en: {
    title: 'Sign in',
    lead: 'This is the demo’s own sign-in: choose who you are. Everyone here is invented, and no password is asked.',
    demo: 'synthetic',
    nobody: 'No company has an authorised person yet. Come back once the demo is in, or once one was appointed.',
    actsFor: 'Acts for',
    cancel: 'Cancel',
    over: 'This sign-in is over. Begin again where you came from.',
    tooLarge: 'The form is too large.',
    unknown: 'Nobody here has that name. Choose again.',
    failed: 'The sign-in did not succeed',
    home: 'Home page',
    signOut: 'Sign out',
    signOutLead: 'Do you want to sign out of the demo’s sign-in?',
    stay: 'Stay signed in',
    signedOut: 'You are signed out',
    roles: { employer: 'Employers', analyst: 'Analyst', regulator: 'Regulator', operator: 'Operator', 'platform-service': 'Services' },
  },
  ar: {
    title: 'تسجيل الدخول',
    lead: 'هذا دخول العرض التجريبي: اختر من تكون. جميع الأشخاص هنا غير حقيقيين، ولا تُطلب كلمة مرور.',
    demo: 'بيانات تجريبية',
    nobody: 'لا يوجد مفوض لأي منشأة بعد. عُد حين تكتمل البيانات التجريبية أو حين يُعيَّن مفوض.',
    actsFor: 'يمثل',
    cancel: 'إلغاء',
    over: 'انتهت صلاحية هذا الدخول. ابدأ من جديد من حيث أتيت.',
    tooLarge: 'النموذج كبير جدًا.',
    unknown: 'لا أحد هنا بهذا الاسم. اختر من جديد.',
    failed: 'لم يكتمل الدخول',
    home: 'الصفحة الرئيسية',
    signOut: 'تسجيل الخروج',
    signOutLead: 'هل تريد الخروج من دخول العرض التجريبي؟',
    stay: 'البقاء',
    signedOut: 'تم تسجيل الخروج',
    roles: { employer: 'أصحاب العمل', analyst: 'محلل', regulator: 'جهة رقابية', operator: 'مشغل النظام', 'platform-service': 'خدمات' },
  },
};
