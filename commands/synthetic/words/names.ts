// Word lists of our own: common given and family names, put together by chance; no list of real people stands behind them.

/** A word in Arabic and in Latin letters. */
export type NameWord = readonly [ar: string, en: string];

/** The name words of one culture. A name takes as many parts as `parts` says: 4 with father and grandfather, 3 with father, 2 with neither. */
export interface NameWords {
  readonly parts: 2 | 3 | 4;
  readonly men: readonly NameWord[];
  readonly women: readonly NameWord[];
  readonly families: readonly NameWord[];
}

const arabMen: readonly NameWord[] = [
  ['محمد', 'Mohammed'],
  ['أحمد', 'Ahmed'],
  ['عبدالله', 'Abdullah'],
  ['علي', 'Ali'],
  ['خالد', 'Khalid'],
  ['عمر', 'Omar'],
  ['سعيد', 'Saeed'],
  ['حسن', 'Hassan'],
  ['إبراهيم', 'Ibrahim'],
  ['يوسف', 'Yousef'],
  ['محمود', 'Mahmoud'],
  ['طارق', 'Tariq'],
  ['مصطفى', 'Mustafa'],
  ['وليد', 'Waleed'],
];

const arabWomen: readonly NameWord[] = [
  ['فاطمة', 'Fatimah'],
  ['مريم', 'Maryam'],
  ['هدى', 'Huda'],
  ['سارة', 'Sarah'],
  ['آمنة', 'Aminah'],
  ['ليلى', 'Layla'],
  ['رانيا', 'Rania'],
  ['دعاء', 'Duaa'],
];

/** Saudi names, four parts. */
export const saudiNames: NameWords = {
  parts: 4,
  men: [
    ...arabMen.slice(0, 10),
    ['فهد', 'Fahad'],
    ['سلطان', 'Sultan'],
    ['ناصر', 'Nasser'],
    ['تركي', 'Turki'],
    ['عبدالرحمن', 'Abdulrahman'],
    ['ماجد', 'Majed'],
    ['بندر', 'Bandar'],
    ['سعود', 'Saud'],
    ['عبدالعزيز', 'Abdulaziz'],
    ['فيصل', 'Faisal'],
    ['مشعل', 'Mishal'],
    ['صالح', 'Saleh'],
  ],
  women: [
    ...arabWomen.slice(0, 6),
    ['نورة', 'Noura'],
    ['الجوهرة', 'Aljawharah'],
    ['ريم', 'Reem'],
    ['منيرة', 'Munirah'],
    ['لطيفة', 'Latifah'],
    ['شهد', 'Shahad'],
    ['وجدان', 'Wejdan'],
    ['غادة', 'Ghadah'],
  ],
  families: [
    ['الحربي', 'Alharbi'],
    ['الغامدي', 'Alghamdi'],
    ['العتيبي', 'Alotaibi'],
    ['القحطاني', 'Alqahtani'],
    ['الزهراني', 'Alzahrani'],
    ['الدوسري', 'Aldosari'],
    ['الشهري', 'Alshehri'],
    ['المطيري', 'Almutairi'],
    ['الشمري', 'Alshammari'],
    ['العنزي', 'Alanazi'],
    ['المالكي', 'Almalki'],
    ['السبيعي', 'Alsubaie'],
    ['الجهني', 'Aljuhani'],
    ['البلوي', 'Albalawi'],
    ['عسيري', 'Asiri'],
    ['الخالدي', 'Alkhaldi'],
  ],
};

/** Names of the Nile, the Levant and Yemen, three parts. */
export const arabNames: NameWords = {
  parts: 3,
  men: arabMen,
  women: arabWomen,
  families: [
    ['عبدالرحيم', 'Abdelrahim'],
    ['السيد', 'Elsayed'],
    ['عثمان', 'Osman'],
    ['منصور', 'Mansour'],
    ['الحداد', 'Alhaddad'],
    ['باوزير', 'Bawazir'],
    ['الصنعاني', 'Alsanani'],
    ['خليل', 'Khalil'],
    ['درويش', 'Darwish'],
    ['النجار', 'Alnajjar'],
    ['حمدان', 'Hamdan'],
    ['بشير', 'Bashir'],
  ],
};

/** Muslim names of Bangladesh and Pakistan, two parts. */
export const bengalNames: NameWords = {
  parts: 2,
  men: [
    ['محمد رفيق', 'Mohammad Rafiq'],
    ['عبدالكريم', 'Abdul Karim'],
    ['شاه عالم', 'Shah Alam'],
    ['نورالإسلام', 'Nurul Islam'],
    ['جهانغير', 'Jahangir'],
    ['عمران', 'Imran'],
    ['عرفان', 'Irfan'],
    ['بلال', 'Bilal'],
    ['كامران', 'Kamran'],
    ['سجاد', 'Sajjad'],
    ['زاهد', 'Zahid'],
    ['شفيق', 'Shafiq'],
  ],
  women: [
    ['رخسانة', 'Rukhsana'],
    ['نسرين', 'Nasreen'],
    ['شبنم', 'Shabnam'],
    ['فرزانة', 'Farzana'],
  ],
  families: [
    ['حسين', 'Hossain'],
    ['مياه', 'Miah'],
    ['خان', 'Khan'],
    ['شودري', 'Chowdhury'],
    ['إقبال', 'Iqbal'],
    ['ملك', 'Malik'],
    ['بيغ', 'Baig'],
    ['أختر', 'Akhtar'],
    ['سركار', 'Sarkar'],
    ['بات', 'Butt'],
  ],
};

/** Names of India, Nepal and Sri Lanka, two parts. */
export const indianNames: NameWords = {
  parts: 2,
  men: [
    ['راجيش', 'Rajesh'],
    ['سوريش', 'Suresh'],
    ['أنيل', 'Anil'],
    ['فيجاي', 'Vijay'],
    ['براكاش', 'Prakash'],
    ['دينيش', 'Dinesh'],
    ['شاجي', 'Shaji'],
    ['جوزيف', 'Joseph'],
    ['رامش', 'Ramesh'],
    ['بهادور', 'Bahadur'],
    ['نوشاد', 'Noushad'],
    ['سنيل', 'Sunil'],
  ],
  women: [
    ['بريا', 'Priya'],
    ['أنيتا', 'Anita'],
    ['ديبا', 'Deepa'],
    ['جيسي', 'Jessy'],
    ['سوجاتا', 'Sujata'],
  ],
  families: [
    ['كومار', 'Kumar'],
    ['ناير', 'Nair'],
    ['شارما', 'Sharma'],
    ['توماس', 'Thomas'],
    ['ريدي', 'Reddy'],
    ['ثابا', 'Thapa'],
    ['بيريرا', 'Perera'],
    ['فرنانديز', 'Fernandes'],
    ['باتيل', 'Patel'],
    ['يادف', 'Yadav'],
  ],
};

/** Filipino names, two parts. */
export const filipinoNames: NameWords = {
  parts: 2,
  men: [
    ['رودريغو', 'Rodrigo'],
    ['جون بول', 'John Paul'],
    ['ماريو', 'Mario'],
    ['إدواردو', 'Eduardo'],
    ['رامون', 'Ramon'],
    ['جيروم', 'Jerome'],
  ],
  women: [
    ['ماريا', 'Maria'],
    ['جوسلين', 'Jocelyn'],
    ['روزالين', 'Rosalyn'],
    ['كريستين', 'Kristine'],
    ['أنجليكا', 'Angelica'],
    ['ليزا', 'Liza'],
  ],
  families: [
    ['سانتوس', 'Santos'],
    ['رييس', 'Reyes'],
    ['كروز', 'Cruz'],
    ['باوتيستا', 'Bautista'],
    ['أوكامبو', 'Ocampo'],
    ['ديلا كروز', 'Dela Cruz'],
    ['غارسيا', 'Garcia'],
  ],
};

/** Names of East Africa, two parts. */
export const eastAfricanNames: NameWords = {
  parts: 2,
  men: [
    ['بيتر', 'Peter'],
    ['جوزيف', 'Joseph'],
    ['براين', 'Brian'],
    ['موسى', 'Moses'],
    ['دينيس', 'Dennis'],
  ],
  women: [
    ['غريس', 'Grace'],
    ['ميرسي', 'Mercy'],
    ['فيث', 'Faith'],
    ['جوي', 'Joy'],
  ],
  families: [
    ['أوتيينو', 'Otieno'],
    ['وانجيرو', 'Wanjiru'],
    ['موانغي', 'Mwangi'],
    ['أوكيلو', 'Okello'],
    ['ناموكاسا', 'Namukasa'],
    ['كيبيت', 'Kibet'],
  ],
};
