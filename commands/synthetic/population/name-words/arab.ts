// Arab names: of the Kingdom and the Gulf, of Yemen, the Nile, the Levant and the Maghreb.
import { nameWords, type NameCulture } from './name-word.js';

const servants =
  'عبدالله=Abdullah, عبدالرحمن=Abdulrahman, عبدالعزيز=Abdulaziz, عبدالكريم=Abdulkarim, عبدالمجيد=Abdulmajeed, عبدالإله=Abdulilah, عبدالمحسن=Abdulmohsen, عبداللطيف=Abdullatif, عبدالوهاب=Abdulwahab, عبدالسلام=Abdulsalam, عبدالهادي=Abdulhadi, عبدالرزاق=Abdulrazzaq';
const common =
  'محمد=Mohammed, أحمد=Ahmed, علي=Ali, خالد=Khalid, عمر=Omar, سعيد=Saeed, حسن=Hassan, حسين=Hussain, إبراهيم=Ibrahim, يوسف=Yousef, محمود=Mahmoud, طارق=Tariq, وليد=Waleed, ياسر=Yasser, أنس=Anas, حمزة=Hamzah, زياد=Ziyad, سامي=Sami, هاني=Hani, عادل=Adel, جمال=Jamal, كمال=Kamal, نبيل=Nabil, رائد=Raed, بلال=Bilal, إسماعيل=Ismail, موسى=Musa, عيسى=Isa, أيمن=Ayman, باسم=Bassem, محمد أمين=Mohammed Amin, أبو بكر=Abu Bakr';
const women =
  'فاطمة=Fatimah, مريم=Maryam, هدى=Huda, سارة=Sarah, آمنة=Aminah, ليلى=Layla, رانيا=Rania, دعاء=Duaa, خديجة=Khadijah, زينب=Zainab, عائشة=Aishah, سمية=Sumayyah, إيمان=Eman, أسماء=Asma, هبة=Hibah, رغد=Raghad, نجلاء=Najla, سعاد=Suad, حنان=Hanan, أمل=Amal, فاطمة الزهراء=Fatimah Alzahra';

/** The Kingdom and the Gulf: four parts. */
export const gulf: NameCulture = {
  shape: 'grandfather',
  men: nameWords(
    `${servants}, ${common}, فهد=Fahad, سلطان=Sultan, ناصر=Nasser, تركي=Turki, ماجد=Majed, بندر=Bandar, سعود=Saud, فيصل=Faisal, مشعل=Mishal, صالح=Saleh, نايف=Nayef, متعب=Miteb, منصور=Mansour, راكان=Rakan, نواف=Nawaf, سلمان=Salman, مساعد=Musaed, عبيد=Obaid, مبارك=Mubarak, دخيل=Dakheel, غازي=Ghazi, هزاع=Hazza, جابر=Jaber, يحيى=Yahya, حمد=Hamad, راشد=Rashid`,
  ),
  women: nameWords(
    `${women}, نورة=Noura, الجوهرة=Aljawharah, ريم=Reem, منيرة=Munirah, لطيفة=Latifah, شهد=Shahad, وجدان=Wejdan, غادة=Ghadah, العنود=Alanoud, هيفاء=Haifa, مها=Maha, موضي=Moudi, حصة=Hessah, أفنان=Afnan, لجين=Lujain, رزان=Razan, جواهر=Jawaher, بشاير=Bashayer, شروق=Shorouq, نوف=Nouf`,
  ),
  families: nameWords(
    'الحربي=Alharbi, الغامدي=Alghamdi, العتيبي=Alotaibi, القحطاني=Alqahtani, الزهراني=Alzahrani, الدوسري=Aldosari, الشهري=Alshehri, المطيري=Almutairi, الشمري=Alshammari, العنزي=Alanazi, المالكي=Almalki, السبيعي=Alsubaie, الجهني=Aljuhani, البلوي=Albalawi, عسيري=Asiri, الخالدي=Alkhaldi, السلمي=Alsulami, الرشيدي=Alrashidi, الثقفي=Althaqafi, الأسمري=Alasmari, اليامي=Alyami, القرني=Alqarni, الشريف=Alsharif, البقمي=Albuqami, السهلي=Alsahli, العمري=Alamri, النجدي=Alnajdi, المولد=Almuwallad, فلاته=Fallatah, الهذلي=Alhudhali, الصاعدي=Alsaedi, البيشي=Albishi, الوادعي=Alwadei, الحازمي=Alhazmi, خياط=Khayyat, صباغ=Sabbagh',
  ),
};

export const yemeni: NameCulture = {
  shape: 'grandfather',
  men: nameWords(`${common}, ${servants}, صالح=Saleh, قاسم=Qasim, فيصل=Faisal, ناجي=Naji, مقبل=Muqbil, شوقي=Shawqi, عبده=Abdu`),
  women: nameWords(women),
  families: nameWords(
    'الحداد=Alhaddad, باوزير=Bawazir, الصنعاني=Alsanani, العدني=Aladani, باحارث=Baharith, المقطري=Almaqtari, الشرعبي=Alsharabi, القدسي=Alqudsi, بامطرف=Bamatraf, الحكيمي=Alhakimi, الريمي=Alraimi, العبسي=Alabsi, الزبيدي=Alzubaidi, اليافعي=Alyafei',
  ),
};

/** Egypt and the Sudan: three given names. */
export const nile: NameCulture = {
  shape: 'patronymic',
  men: nameWords(`${common}, ${servants}, مصطفى=Mostafa, السيد=Elsayed, رمضان=Ramadan, شعبان=Shaaban, عثمان=Osman, الطيب=Eltayeb, حسام الدين=Hossam Eldin, سيف الدين=Seif Eldin, علاء=Alaa, أشرف=Ashraf, إيهاب=Ihab, مدثر=Mudathir, صلاح الدين=Salah Eldin, جرجس=Girgis, مينا=Mina`),
  women: nameWords(`${women}, إسراء=Esraa, شيماء=Shaimaa, هناء=Hanaa, نرمين=Nermin, إكرام=Ikram, سلوى=Salwa, ماريان=Marian`),
  families: nameWords('عبدالرحيم=Abdelrahim'),
};

export const levantine: NameCulture = {
  shape: 'father',
  men: nameWords(`${common}, ${servants}, غسان=Ghassan, مروان=Marwan, بشار=Bashar, فراس=Firas, إياد=Iyad, معاذ=Muath, جورج=George, إلياس=Elias`),
  women: nameWords(`${women}, لانا=Lana, ديما=Dima, رلى=Rula, ميساء=Maysaa, جمانة=Jumana, كارلا=Carla`),
  families: nameWords(
    'خليل=Khalil, درويش=Darwish, النجار=Alnajjar, حمدان=Hamdan, الخطيب=Alkhatib, حداد=Haddad, الأحمد=Alahmad, زيدان=Zeidan, قباني=Kabbani, العلي=Alali, الرفاعي=Alrifai, مسعود=Masoud, سلامة=Salameh, عودة=Odeh, الحلبي=Alhalabi, خوري=Khoury',
  ),
};

export const maghrebi: NameCulture = {
  shape: 'family',
  men: nameWords('محمد=Mohamed, ياسين=Yassine, كريم=Karim, رشيد=Rachid, منير=Mounir, سفيان=Sofiane, أنور=Anouar, حمزة=Hamza, إدريس=Driss, عبد القادر=Abdelkader'),
  women: nameWords('سلمى=Salma, إيمان=Imane, كوثر=Kaouthar, نادية=Nadia, رجاء=Rajae, هاجر=Hajar'),
  families: nameWords('بن علي=Ben Ali, بنعيسى=Benaissa, العلوي=Alaoui, الفاسي=Fassi, الطرابلسي=Trabelsi, بوعزيز=Bouaziz, المنصوري=Mansouri, بلحاج=Belhaj'),
};
