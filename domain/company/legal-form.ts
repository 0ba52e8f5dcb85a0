// Law: a company has one of the forms that the Companies Law and its neighbours know, by code.
import { z } from 'zod';

/** Forms of a legal register. Source: Companies Law M/132 art. 4, with registers outside it (confidence G). */
export const legalForms = {
  'sole-establishment': { en: 'Sole establishment', ar: 'مؤسسة فردية' },
  'general-partnership': { en: 'General partnership', ar: 'شركة تضامن' },
  'limited-partnership': { en: 'Limited partnership', ar: 'شركة توصية بسيطة' },
  'limited-liability': { en: 'Limited liability company', ar: 'شركة ذات مسؤولية محدودة' },
  'joint-stock': { en: 'Joint stock company', ar: 'شركة مساهمة' },
  'simplified-joint-stock': { en: 'Simplified joint stock company', ar: 'شركة مساهمة مبسطة' },
  professional: { en: 'Professional company', ar: 'شركة مهنية' },
  'foreign-branch': { en: 'Branch of a foreign company', ar: 'فرع شركة أجنبية' },
  cooperative: { en: 'Cooperative', ar: 'جمعية تعاونية' },
  'non-profit': { en: 'Non-profit body', ar: 'منظمة غير ربحية' },
  'public-body': { en: 'Public body', ar: 'جهة عامة' },
} as const;

/** Code of a legal form. */
export type LegalForm = keyof typeof legalForms;

/** The codes in order. */
export const legalFormCodes = Object.keys(legalForms) as readonly LegalForm[] as readonly [LegalForm, ...LegalForm[]];

/** Code of a legal form. */
export const legalForm = z.enum(legalFormCodes).meta({ description: 'Legal form', examples: ['limited-liability'] });
