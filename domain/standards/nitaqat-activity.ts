// Law: a Nitaqat activity is one of the 41 codes of the ministry's 2026 annex; the code decides the curve, never the name.
import { z } from 'zod';

/** The 41 activities: key, English and Arabic name. Codes and keys: MHRSD, Nitaqat Mutawar procedural guide 2026, annex, as transcribed (confidence T); the names are ours. */
export const nitaqatActivities = {
  '101': { key: 'COMBINED_ENTITIES', en: 'Combined entities', ar: 'الكيانات المجمعة' },
  '410': { key: 'AGRI_ANIMAL_EQUESTRIAN', en: 'Agriculture, livestock and equestrian', ar: 'الزراعة والثروة الحيوانية والفروسية' },
  '421': { key: 'HYDROCARBONS', en: 'Oil, gas and hydrocarbons', ar: 'النفط والغاز والمواد الهيدروكربونية' },
  '422': { key: 'MINING_METALLIC', en: 'Metal mining', ar: 'تعدين الخامات الفلزية' },
  '423': { key: 'MINING_NONMETALLIC', en: 'Non-metal mining', ar: 'تعدين الخامات اللافلزية' },
  '424': { key: 'MINING_BUILDING_MATERIALS', en: 'Quarrying of building materials', ar: 'استخراج مواد البناء' },
  '425': { key: 'ENERGY_WATER', en: 'Energy and water', ar: 'الطاقة والمياه' },
  '430': { key: 'MANUFACTURING', en: 'Manufacturing', ar: 'الصناعات التحويلية' },
  '435': { key: 'RETAIL_PERFUME_WATCHES', en: 'Retail of perfume and watches', ar: 'تجزئة العطور والساعات' },
  '436': { key: 'RETAIL_FASHION_MISC', en: 'Retail of fashion and sundry goods', ar: 'تجزئة الأزياء والسلع المتنوعة' },
  '450': { key: 'CONSTRUCTION', en: 'Construction', ar: 'التشييد والبناء' },
  '451': { key: 'OPS_MAINTENANCE', en: 'Operation and maintenance', ar: 'التشغيل والصيانة' },
  '452': { key: 'CLEANING_LAUNDRY', en: 'Cleaning and laundries', ar: 'النظافة والمغاسل' },
  '460': { key: 'RETAIL_GENERAL', en: 'Wholesale and retail trade', ar: 'تجارة الجملة والتجزئة' },
  '462': { key: 'RETAIL_LADIES_MOBILE', en: "Women's goods and mobile phone shops", ar: 'محلات المستلزمات النسائية والجوالات' },
  '463': { key: 'TELECOM_SOLUTIONS', en: 'Telecommunication solutions', ar: 'حلول الاتصالات' },
  '464': { key: 'POST', en: 'Post', ar: 'البريد' },
  '465': { key: 'IT_INFRASTRUCTURE', en: 'IT infrastructure', ar: 'البنية التحتية لتقنية المعلومات' },
  '466': { key: 'TELECOM_INFRASTRUCTURE', en: 'Telecommunication infrastructure', ar: 'البنية التحتية للاتصالات' },
  '467': { key: 'TELECOM_OPS_MAINTENANCE', en: 'Telecommunication operation and maintenance', ar: 'تشغيل وصيانة الاتصالات' },
  '468': { key: 'IT_OPS_MAINTENANCE', en: 'IT operation and maintenance', ar: 'تشغيل وصيانة تقنية المعلومات' },
  '469': { key: 'IT_SOLUTIONS', en: 'IT solutions', ar: 'حلول تقنية المعلومات' },
  '471': { key: 'TRANSPORT_LAND_STORAGE', en: 'Land transport and storage', ar: 'النقل البري والتخزين' },
  '472': { key: 'TRANSPORT_AIR_SEA', en: 'Air and sea transport', ar: 'النقل الجوي والبحري' },
  '473': { key: 'RESTAURANTS_SERVICE', en: 'Restaurants with service', ar: 'المطاعم مع الخدمة' },
  '474': { key: 'FAST_FOOD_ICECREAM', en: 'Fast food and ice cream', ar: 'الوجبات السريعة والمثلجات' },
  '475': { key: 'COFFEE_DRINKS', en: 'Coffee and drinks', ar: 'المقاهي والمشروبات' },
  '476': { key: 'CATERING', en: 'Catering', ar: 'الإعاشة والتموين' },
  '477': { key: 'SECURITY_RECRUITMENT', en: 'Security and recruitment', ar: 'الحراسات الأمنية والتوظيف' },
  '479': { key: 'SCHOOLS_BOYS_COMPLEX', en: "Boys' schools and school complexes", ar: 'مدارس البنين والمجمعات التعليمية' },
  '480': { key: 'FINANCE', en: 'Finance', ar: 'المؤسسات المالية' },
  '481': { key: 'BUSINESS_SERVICES', en: 'Business services', ar: 'خدمات الأعمال' },
  '490': { key: 'HIGHER_EDUCATION_HEALTH', en: 'Health colleges', ar: 'الكليات الصحية' },
  '491': { key: 'SOCIAL_SERVICES', en: 'Social services', ar: 'الخدمات الاجتماعية' },
  '492': { key: 'PERSONAL_SERVICES', en: 'Personal services', ar: 'الخدمات الشخصية' },
  '493': { key: 'HIGHER_EDUCATION', en: 'Higher education', ar: 'التعليم العالي' },
  '494': { key: 'SCHOOLS_GIRLS_KG', en: "Girls' schools and kindergartens", ar: 'مدارس البنات ورياض الأطفال' },
  '495': { key: 'SCHOOLS_INTERNATIONAL', en: 'International schools', ar: 'المدارس العالمية' },
  '496': { key: 'MEDICAL_LABS_HEALTH', en: 'Health services and medical laboratories', ar: 'الخدمات الصحية والمختبرات الطبية' },
  '497': { key: 'ACCOMMODATION_LEISURE_TOURISM', en: 'Accommodation, leisure and tourism', ar: 'الإيواء والترفيه والسياحة' },
  '499': { key: 'BASIC_COMMODITIES_FUEL', en: 'Basic commodities and fuel', ar: 'السلع الأساسية والوقود' },
} as const;

/** Code of a Nitaqat activity. */
export type NitaqatActivityCode = keyof typeof nitaqatActivities;

/** The codes in order. */
export const nitaqatActivityCodes = Object.keys(nitaqatActivities) as readonly NitaqatActivityCode[] as readonly [
  NitaqatActivityCode,
  ...NitaqatActivityCode[],
];

/** Code of one of the 41 Nitaqat activities. */
export const nitaqatActivityCode = z.enum(nitaqatActivityCodes).meta({ description: 'Nitaqat activity', examples: ['430'] });
