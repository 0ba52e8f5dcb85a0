// Names of companies: what they do, a word of our own, and where. No list of real companies stands behind them.
import type { LegalForm } from '../../../domain/company/legal-form.js';
import type { TradeWord } from './margins/nitaqat-activities.js';
import { nameOf } from './person-facts.js';
import type { BothScripts, PlannedPerson } from './planned.js';
import type { Stream } from './stream.js';

type Word = readonly [ar: string, en: string];

/** What a trade calls itself. */
const trades: Readonly<Record<TradeWord, readonly Word[]>> = {
  farm: [['مزارع', 'Farms'], ['للإنتاج الزراعي', 'Agricultural Production']],
  energy: [['للطاقة', 'Energy'], ['للخدمات البترولية', 'Petroleum Services']],
  mining: [['للتعدين', 'Mining'], ['للكسارات', 'Quarries']],
  factory: [['مصنع', 'Factory'], ['للصناعة', 'Industries'], ['للبلاستيك', 'Plastics'], ['للأغذية', 'Foods']],
  utility: [['للمياه', 'Water'], ['للخدمات البيئية', 'Environmental Services']],
  cleaning: [['للنظافة', 'Cleaning'], ['لخدمات النظافة', 'Cleaning Services']],
  maintenance: [['للتشغيل والصيانة', 'Operation and Maintenance'], ['للصيانة', 'Maintenance']],
  contracting: [['للمقاولات', 'Contracting'], ['للمقاولات العامة', 'General Contracting'], ['للإنشاءات', 'Construction'], ['للتعمير', 'Building']],
  trading: [['للتجارة', 'Trading'], ['التجارية', 'Commercial'], ['للتموينات', 'Supplies'], ['لمواد البناء', 'Building Materials']],
  fuel: [['للمحروقات', 'Fuel Stations'], ['للمواد الغذائية', 'Groceries']],
  fashion: [['للأزياء', 'Fashion'], ['للأقمشة', 'Textiles'], ['للهدايا', 'Gifts']],
  perfume: [['للعطور', 'Perfumes'], ['للساعات', 'Watches']],
  phones: [['للجوالات', 'Mobiles'], ['للمستلزمات النسائية', 'Ladies Boutique']],
  workshop: [['لصيانة السيارات', 'Auto Service'], ['لقطع الغيار', 'Spare Parts']],
  transport: [['للنقل', 'Transport'], ['للنقل والتخزين', 'Transport and Storage'], ['للخدمات اللوجستية', 'Logistics']],
  aviation: [['للخدمات الجوية', 'Air Services'], ['للملاحة', 'Shipping']],
  post: [['للبريد السريع', 'Express'], ['للتوصيل', 'Delivery']],
  restaurant: [['مطاعم', 'Restaurants'], ['مطعم', 'Restaurant']],
  'fast-food': [['للوجبات السريعة', 'Fast Food'], ['للمثلجات', 'Ice Cream']],
  cafe: [['للقهوة', 'Coffee'], ['مقهى', 'Cafe']],
  catering: [['للإعاشة', 'Catering'], ['للتموين', 'Catering Supplies']],
  hotel: [['للفنادق', 'Hotels'], ['للشقق المخدومة', 'Serviced Apartments']],
  software: [['لتقنية المعلومات', 'Information Technology'], ['للبرمجيات', 'Software']],
  telecom: [['للاتصالات', 'Telecom'], ['لشبكات الاتصالات', 'Networks']],
  finance: [['للتمويل', 'Finance'], ['المالية', 'Financial']],
  property: [['للعقارات', 'Real Estate'], ['للتطوير العقاري', 'Property Development']],
  consulting: [['للاستشارات', 'Consulting'], ['للاستشارات الهندسية', 'Engineering Consultants'], ['للمحاماة', 'Law Office']],
  security: [['للحراسات الأمنية', 'Security Guards'], ['للموارد البشرية', 'Human Resources']],
  office: [['لخدمات الأعمال', 'Business Services'], ['للتأجير', 'Rentals']],
  school: [['مدارس', 'Schools'], ['للتعليم', 'Education']],
  college: [['كلية', 'College'], ['للتعليم العالي', 'Higher Education']],
  clinic: [['للرعاية الطبية', 'Medical Care'], ['مجمع', 'Polyclinic'], ['للمختبرات', 'Laboratories']],
  care: [['للخدمات الاجتماعية', 'Social Services'], ['للتدريب', 'Training']],
  leisure: [['للترفيه', 'Entertainment'], ['للسفر والسياحة', 'Travel and Tourism'], ['للرياضة', 'Sports']],
  personal: [['صالون', 'Salon'], ['للخياطة', 'Tailoring'], ['للخدمات', 'Services']],
  laundry: [['مغاسل', 'Laundries'], ['للغسيل', 'Dry Cleaning']],
};

const firsts: readonly Word[] = [
  ['واحة', 'Wahat'], ['نخيل', 'Nakheel'], ['سواعد', 'Sawaed'], ['أركان', 'Arkan'], ['رمال', 'Rimal'], ['دروب', 'Duroob'], ['آفاق', 'Afaq'], ['ركائز', 'Rakaez'],
  ['قمم', 'Qimam'], ['بوادي', 'Bawadi'], ['ينابيع', 'Yanabee'], ['أنوار', 'Anwar'], ['مسارات', 'Masarat'], ['إتقان', 'Itqan'], ['ثمار', 'Thimar'], ['روافد', 'Rawafed'],
  ['بصمة', 'Basmat'], ['جسور', 'Jusoor'], ['نسائم', 'Nasaem'], ['معالم', 'Maalem'], ['صروح', 'Surooh'], ['منارة', 'Manarat'], ['ريادة', 'Riyadat'], ['عطاء', 'Ataa'],
  ['سنابل', 'Sanabel'], ['وثبة', 'Wathbat'], ['ديار', 'Diyar'], ['كنوز', 'Kunooz'], ['لؤلؤة', 'Luluat'], ['أصالة', 'Asalat'], ['بيارق', 'Bayareq'], ['مرافئ', 'Marafe'],
];

const seconds: readonly Word[] = [
  ['الشرق', 'Al Sharq'], ['الغرب', 'Al Gharb'], ['الحجاز', 'Al Hijaz'], ['نجد', 'Najd'], ['الخليج', 'Al Khaleej'], ['الجنوب', 'Al Janoub'], ['الشمال', 'Al Shamal'], ['الواحة', 'Al Waha'],
  ['المدينة', 'Al Madinah'], ['البادية', 'Al Badiyah'], ['الصحراء', 'Al Sahra'], ['الساحل', 'Al Sahel'], ['الجزيرة', 'Al Jazirah'], ['العرض', 'Al Aridh'], ['السراة', 'Al Sarah'], ['تهامة', 'Tihamah'],
  ['اليمامة', 'Al Yamamah'], ['الدانة', 'Al Danah'], ['المستقبل', 'Al Mustaqbal'], ['الرواد', 'Al Ruwad'], ['الأوائل', 'Al Awael'], ['الفجر', 'Al Fajr'], ['الضحى', 'Al Duha'], ['الربيع', 'Al Rabee'],
  ['النهضة', 'Al Nahdah'], ['الوفاء', 'Al Wafa'], ['البناء', 'Al Binaa'], ['التميز', 'Al Tamayuz'], ['الإبداع', 'Al Ibdaa'], ['الثقة', 'Al Thiqah'], ['الأمانة', 'Al Amanah'], ['السلام', 'Al Salam'],
];

/** A name for a company of a trade and form. */
export function companyName(trade: TradeWord, form: LegalForm, stream: Stream): BothScripts {
  const [kindAr, kindEn] = stream.pick(trades[trade]);
  const [firstAr, firstEn] = stream.pick(firsts);
  const [secondAr, secondEn] = stream.pick(seconds);
  const own = { ar: `${firstAr} ${secondAr}`, en: `${firstEn} ${secondEn}` };
  const kindFirst = standsFirst(kindAr);
  const named = { ar: kindFirst ? `${kindAr} ${own.ar}` : `${own.ar} ${kindAr}`, en: `${own.en} ${kindEn}` };
  switch (form) {
    case 'sole-establishment':
      return kindFirst ? named : { ar: `مؤسسة ${named.ar}`, en: `${named.en} Est.` };
    case 'joint-stock':
    case 'simplified-joint-stock':
      return { ar: `شركة ${named.ar}`, en: `${named.en} JSC` };
    case 'limited-liability':
      return { ar: `شركة ${named.ar}`, en: `${named.en} LLC` };
    default:
      return { ar: `شركة ${named.ar}`, en: `${named.en} Co.` };
  }
}

/** The name of a sole establishment that is called after its owner. */
export function ownersName(trade: TradeWord, owner: PlannedPerson, stream: Stream): BothScripts {
  const [kindAr, kindEn] = stream.pick(trades[trade].filter(([ar]) => !standsFirst(ar)).concat(trades[trade]));
  const { ar, en } = nameOf(owner);
  const [own, ownEn] = [ar, en].map((parts) => [parts?.first, parts?.father, parts?.family].join(' '));
  return { ar: standsFirst(kindAr) ? `${kindAr} ${own}` : `مؤسسة ${own} ${kindAr}`, en: `${ownEn} ${kindEn} Est.` };
}

/** Whether what a company does is said before its name. */
function standsFirst(kindAr: string): boolean {
  return !kindAr.startsWith('ل') && !kindAr.startsWith('ال');
}

/** The name of a company's legal owner. */
export function holdingName(stream: Stream): BothScripts {
  const [firstAr, firstEn] = stream.pick(firsts);
  const [secondAr, secondEn] = stream.pick(seconds);
  return { ar: `مجموعة ${firstAr} ${secondAr} القابضة`, en: `${firstEn} ${secondEn} Holding` };
}
