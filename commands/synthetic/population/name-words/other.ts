// Names of the Philippines, Indonesia, Burma, China, East and West Africa, Turkey and the West.
import { nameWords, type NameCulture } from './name-word.js';

export const filipino: NameCulture = {
  shape: 'middle',
  men: nameWords('رودريغو=Rodrigo, جون بول=John Paul, ماريو=Mario, إدواردو=Eduardo, رامون=Ramon, جيروم=Jerome, مارك أنتوني=Mark Anthony, رونالد=Ronald, أرنيل=Arnel, جوي=Joey, ريتشارد=Richard, ألان=Allan, نويل=Noel, جون كارلو=John Carlo'),
  women: nameWords('ماريا كريستينا=Maria Cristina, جوسلين=Jocelyn, روزالين=Rosalyn, كريستين=Kristine, أنجليكا=Angelica, ليزا=Liza, ماري غريس=Mary Grace, جينيفر=Jennifer, آنا ماري=Anna Marie, شيريل=Sheryl, روويينا=Rowena, ميشيل=Michelle'),
  families: nameWords('سانتوس=Santos, رييس=Reyes, كروز=Cruz, باوتيستا=Bautista, أوكامبو=Ocampo, ديلا كروز=Dela Cruz, غارسيا=Garcia, ميندوزا=Mendoza, توريس=Torres, فلوريس=Flores, راموس=Ramos, فيلانويفا=Villanueva, أكينو=Aquino, ماغساياي=Magsayo, ديل روزاريو=Del Rosario, كاستيلو=Castillo'),
};

export const indonesian: NameCulture = {
  shape: 'family',
  men: nameWords('بودي=Budi, أغوس=Agus, سوتريسنو=Sutrisno, أحمد فوزي=Ahmad Fauzi, إيكو=Eko, رحمت=Rahmat'),
  women: nameWords('سيتي نورهاليزا=Siti Nurhaliza, سري واهيوني=Sri Wahyuni, ديوي=Dewi, نور عيني=Nur Aini, ياتي=Yati'),
  families: nameWords('سوسانتو=Susanto, هداية=Hidayat, سابوترا=Saputra, ليستاري=Lestari, واتي=Wati, سوريادي=Suryadi'),
};

export const burmese: NameCulture = {
  shape: 'family',
  men: nameWords('محمد يونس=Mohammed Yunus, نور حسين=Noor Hussain, أبو القاسم=Abul Kasim, عبد الشكور=Abdul Shukur, سيد عالم=Syed Alam'),
  women: nameWords('نور جهان=Noor Jahan, رشيدة=Rashida, هاجرة=Hajera'),
  families: nameWords('البرماوي=Alburmawi, أراكاني=Arakani, مين=Min, أونغ=Aung, إسلام=Islam'),
};

export const chinese: NameCulture = {
  shape: 'family',
  men: nameWords('وي=Wei, لي جون=Lijun, جيان=Jian, هاو=Hao, تشيانغ=Qiang'),
  women: nameWords('مي=Mei, شيو يينغ=Xiuying, لينغ=Ling'),
  families: nameWords('وانغ=Wang, لي=Li, تشانغ=Zhang, ليو=Liu, تشن=Chen, ما=Ma'),
};

export const eastAfrican: NameCulture = {
  shape: 'family',
  men: nameWords('بيتر=Peter, جوزيف=Joseph, براين=Brian, موسى=Moses, دينيس=Dennis, ستيفن=Stephen, كيفن=Kevin, إبراهيم=Ibrahim'),
  women: nameWords('غريس=Grace, ميرسي=Mercy, فيث=Faith, جوي=Joy, إستر=Esther, روث=Ruth, حليمة=Halima, كارولين=Caroline'),
  families: nameWords('أوتيينو=Otieno, وانجيرو=Wanjiru, موانغي=Mwangi, أوكيلو=Okello, ناموكاسا=Namukasa, كيبيت=Kibet, موتوا=Mutua, سسيمبا=Ssemba, أتشينغ=Achieng, ناكاتو=Nakato'),
};

/** Ethiopia and Eritrea: given, father's and grandfather's name. */
export const horn: NameCulture = {
  shape: 'patronymic',
  men: nameWords('أبيبي=Abebe, تسفاي=Tesfaye, هايلي=Haile, محمد=Mohammed, كيدانه=Kidane, برهان=Berhane, يوناس=Yonas, سليمان=Suleyman, غيرما=Girma'),
  women: nameWords('ألماز=Almaz, هيروت=Hirut, ترحاس=Tirhas, زهرة=Zahra, سلام=Selam, فاطمة=Fatuma'),
  families: nameWords('أبيبي=Abebe'),
};

export const westAfrican: NameCulture = {
  shape: 'family',
  men: nameWords('موسى=Musa, إبراهيم=Ibrahim, سليمان=Sulaiman, أبوبكر=Abubakar, إدريس=Idris, يعقوب=Yakubu'),
  women: nameWords('حواء=Hawa, أمينة=Aminatu, زينب=Zainabu'),
  families: nameWords('دنلادي=Danladi, بيلو=Bello, محمد=Muhammad, عمر=Umar, يوسف=Yusuf, ساني=Sani, حسن=Hassan'),
};

export const turkish: NameCulture = {
  shape: 'family',
  men: nameWords('مهمت=Mehmet, مراد=Murat, حسن=Hasan, إمره=Emre, يوسف=Yusuf, كمال=Kemal'),
  women: nameWords('عائشة=Ayşe, إليف=Elif, زينب=Zeynep'),
  families: nameWords('يلماز=Yılmaz, كايا=Kaya, دمير=Demir, شاهين=Şahin, أيدين=Aydın, أرسلان=Arslan'),
};

export const western: NameCulture = {
  shape: 'family',
  men: nameWords('ديفيد=David, جيمس=James, مايكل=Michael, بيير=Pierre, توماس=Thomas, أندرو=Andrew, بول=Paul, مارك=Mark'),
  women: nameWords('سارة=Sarah, إيما=Emma, لورا=Laura, كلير=Claire, جين=Jane, هيلين=Helen'),
  families: nameWords('سميث=Smith, مارتن=Martin, ويلسون=Wilson, تايلور=Taylor, براون=Brown, دوران=Durand, كلارك=Clark, ميلر=Miller'),
};
