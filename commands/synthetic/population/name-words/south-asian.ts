// Names of Bangladesh, Pakistan, Afghanistan, India, Nepal and Sri Lanka.
import { nameWords, type NameCulture } from './name-word.js';

const muslimMen =
  'عمران=Imran, عرفان=Irfan, بلال=Bilal, كامران=Kamran, سجاد=Sajjad, زاهد=Zahid, شفيق=Shafiq, محمد عارف=Muhammad Arif, محمد آصف=Muhammad Asif, نديم=Nadeem, وقاص=Waqas, عدنان=Adnan, طاهر=Tahir, غلام مصطفى=Ghulam Mustafa, محمد أكرم=Muhammad Akram, ظفر إقبال=Zafar Iqbal, شهزاد=Shahzad, عبد الغفور=Abdul Ghafoor, فضل الرحمن=Fazal Rehman, نور محمد=Noor Muhammad';

export const bangladeshi: NameCulture = {
  shape: 'family',
  men: nameWords(
    'محمد رفيق=Md Rafiq, عبدالكريم=Abdul Karim, شاه عالم=Shah Alam, نور الإسلام=Nurul Islam, جهانغير=Jahangir, محمد شاهين=Md Shahin, محمد سليم=Md Selim, أنور=Anwar, كمال=Kamal, مونير=Monir, محمد مسعود=Md Masud, روبيل=Rubel, سوهيل=Sohel, محمد علمغير=Md Alamgir, شهيد الإسلام=Shahidul Islam, مفيض الرحمن=Mofizur Rahman, رقيب=Rakib, سيف الإسلام=Saiful Islam',
  ),
  women: nameWords('رخسانة=Rukhsana, نسرين=Nasrin, شبنم=Shabnam, فرزانة=Farzana, شاهينور=Shahinur, رحيمة=Rahima, سلمى=Salma, جسمين=Jesmin'),
  families: nameWords('حسين=Hossain, مياه=Miah, خان=Khan, شودري=Chowdhury, سركار=Sarkar, أختر=Akhtar, علي=Ali, رحمن=Rahman, شيخ=Sheikh, بيباري=Bepari, تالوكدر=Talukder, مولا=Molla, حولادار=Howlader, مجمدر=Mazumder'),
};

export const pakistani: NameCulture = {
  shape: 'family',
  men: nameWords(muslimMen),
  women: nameWords('صائمة=Saima, نازية=Nazia, عظمى=Uzma, فرح=Farah, سدرة=Sidra, رابعة=Rabia'),
  families: nameWords('خان=Khan, إقبال=Iqbal, ملك=Malik, بيغ=Baig, بات=Butt, حسين=Hussain, شودري=Chaudhry, أعوان=Awan, أفريدي=Afridi, قريشي=Qureshi, جت=Jutt, شاه=Shah, مغل=Mughal, راجا=Raja'),
};

export const afghan: NameCulture = {
  shape: 'family',
  men: nameWords('نجيب الله=Najibullah, حبيب الرحمن=Habib Rahman, ذبيح الله=Zabihullah, غلام نبي=Ghulam Nabi, شير محمد=Sher Mohammad, أمان الله=Amanullah, رحمت=Rahmat'),
  women: nameWords('شكيلا=Shakila, فوزية=Fawzia, مينا=Mina'),
  families: nameWords('أحمدزي=Ahmadzai, نورزي=Noorzai, ستانكزي=Stanekzai, صافي=Safi, رحيمي=Rahimi, كاكر=Kakar'),
};

export const indian: NameCulture = {
  shape: 'family',
  men: nameWords(
    'راجيش=Rajesh, سوريش=Suresh, أنيل=Anil, فيجاي=Vijay, براكاش=Prakash, دينيش=Dinesh, شاجي=Shaji, جوزيف=Joseph, رامش=Ramesh, نوشاد=Noushad, سنيل كومار=Sunil Kumar, راجو=Raju, محمد فيصل=Muhammed Faisal, شمس الدين=Shamsudheen, أشرف=Ashraf, ساتيش=Satish, مانوج=Manoj, أرون=Arun, بيجو=Biju, سانتوش كومار=Santhosh Kumar, رياس=Riyas, غانيش=Ganesh, إمتياز=Imtiyaz, راكيش=Rakesh',
  ),
  women: nameWords('بريا=Priya, أنيتا=Anita, ديبا=Deepa, جيسي=Jessy, سوجاتا=Sujata, ليجي=Liji, أنجو=Anju, ميني=Mini, بيندو=Bindu, شيني=Shiny'),
  families: nameWords(
    'كومار=Kumar, ناير=Nair, شارما=Sharma, توماس=Thomas, ريدي=Reddy, فرنانديز=Fernandes, باتيل=Patel, يادف=Yadav, سينغ=Singh, أنصاري=Ansari, كويا=Koya, ماثيو=Mathew, شيخ=Shaikh, غوبتا=Gupta, فارغيز=Varghese, بيلاي=Pillai, ميشرا=Mishra, كونومال=Kunnummal',
  ),
};

export const nepali: NameCulture = {
  shape: 'father',
  men: nameWords('بهادور=Bahadur, كريشنا=Krishna, راج كومار=Raj Kumar, سوم=Som, هاري=Hari, دل=Dil, بيشنو=Bishnu, سانجاي=Sanjay, تيك=Tek, لوك=Lok, برساد=Prasad'),
  women: nameWords('سيتا=Sita, غيتا=Gita, مايا=Maya, كوبيلا=Kopila, سابينا=Sabina'),
  families: nameWords('ثابا=Thapa, تامانغ=Tamang, غورونغ=Gurung, راي=Rai, شريستا=Shrestha, ماغار=Magar, ياداف=Yadav, كاركي=Karki, لاما=Lama, تشودري=Chaudhary'),
};

export const sriLankan: NameCulture = {
  shape: 'family',
  men: nameWords('نيمال=Nimal, سونيل=Sunil, روان=Ruwan, محمد رزمي=Mohamed Razmi, براديب=Pradeep, شمال=Chamal, أسانكا=Asanka, محمد نزار=Mohamed Nizar'),
  women: nameWords('كوماري=Kumari, نيلانتي=Nilanthi, فاطمة=Fathima, تشاندريكا=Chandrika, سانديا=Sandya'),
  families: nameWords('بيريرا=Perera, سيلفا=Silva, فرناندو=Fernando, بندارا=Bandara, جاياسينغ=Jayasinghe, راتناياكا=Rathnayake, حنيفة=Haniffa, ديساناياكا=Dissanayake'),
};
