import type { Country } from '../../cldr/territories.ts';

/**
 * Proper names that organisations go by, by language: plants, birds, rivers, the light of the morning.
 * Those of a language that is spoken in many parts of the world also by part, as an M49 code. Languages
 * that have no voice of their own lend their emblem to a name in another.
 */
const lists: Readonly<Record<string, string>> = {
  // languages with a voice
  en: 'Morning Star, Three Rivers, Silver Reed, Clear Spring, Open Gate, Common Thread',
  'en-002':
    'Blue Baobab, Red Acacia, Grey Heron, Marula Shade, Two Calabashes, Golden Millet, Rain Bird, Ebony Bridge',
  'en-021': 'Blue Heron, Copper Beech, Prairie Lantern, Long Table, Hummingbird',
  'en-029': 'Breadfruit, Ackee Tree, Blue Mahoe, Doctor Bird',
  'en-142':
    'Green Bamboo, Jasmine, Banyan Shade, White Egret, Saffron Field, Blue Lotus, Monsoon Lamp, Red Kite, Mango Grove',
  'en-143': 'Wild Tulip, Silver Poplar, Walnut Grove, Snow Finch',
  'en-145': 'Olive Lamp, Cedar Shade, Pomegranate Gate, White Stork',
  'en-015': 'Olive Lamp, White Stork, Date Garden, Desert Lark',
  'en-150': 'Hawthorn, Blackbird, Slate Bridge, Copper Kettle, Rowan Tree',
  'en-009': 'Red Gum, Pandanus, Coral Lamp, Saltbush, Frigatebird, Kauri Root',
  fr: 'Hirondelle Bleue, Pont Clair, Aube Nouvelle, Trois Sources',
  'fr-002':
    'Baobab Bleu, Karité d’Or, Calebasse, Aigrette Blanche, Kapokier, Flamboyant, Mil Doré, Tamarinier, Pirogue Verte, Grand Fromager, Colombe du Fleuve',
  'fr-015':
    'Olivier Bleu, Palmier Clair, Oued Vert, Cigogne Blanche, Grenadier, Laurier-Rose, Dune Tranquille',
  'fr-021': 'Érable Bleu, Bouleau Blanc, Grand Harfang',
  'fr-029': 'Frangipane, Sucrier Rouge, Mapou Vert',
  'fr-150': 'Tilleul Bleu, Trois Châtaigniers, Mésange, Garrigue, Pont de Bois',
  es: 'Ceiba Dorada, Maíz Azul, Colibrí Verde, Semilla Viva, Agua Mansa',
  'es-005':
    'Jacarandá, Ceibo Rojo, Lapacho Rosa, Chañar, Cóndor Sereno, Quinua Real, Puente de Paja, Arrayán, Maíz Morado, Luna de Agua, Viento Sur, Totora Verde, Palma de Cera, Cardón Blanco',
  'es-013':
    'Maíz Azul, Ceiba Dorada, Colibrí Verde, Guacamaya, Milpa Nueva, Copal, Nopal Florido, Jícara, Barro Rojo, Flor de Izote, Cenzontle, Amate Blanco, Luna de Maíz',
  'es-150': 'Encina Azul, Marea Clara, Almendro, Tres Olivos, Romero Blanco',
  pt: 'Semente Viva, Ponte Clara',
  'pt-019':
    'Ipê Amarelo, Mandacaru, Jatobá, Arara Azul, Rio Manso, Caju Doce, Buriti, Barro Vermelho, Vitória-Régia, Tamanduá, Pequi, Lua de Abril',
  'pt-002': 'Embondeiro, Mafurreira, Capulana Azul, Mangal Verde, Canhoeiro, Lua Cheia',
  'pt-150': 'Sobreiro Azul, Andorinha, Três Figueiras',
  'pt-142': 'Sândalo, Tais Vermelho',
  ar: 'النخلة البيضاء, الزيتونة الخضراء, النبع الأزرق, السنبلة الذهبية, نجمة الصباح, الجسر القديم, شقائق النعمان, الياسمين, طائر السنونو, قنديل الريح, ظلّ التينة, البئر العذبة, رمّانة الجبل, ورد السهول',
  'ar-Latn':
    'Zaytouna, Nakhla Bayda, Najmat al-Sabah, Sunbula, Nabaa, Rummana, Yasmina, Wadi Akhdar, Qandil, Jisr al-Hajar, Warda, Sununu',
  sw: 'Mbuyu Mwekundu, Mto Mpole, Nyota Njema, Mwarobaini, Chemchemi Saba, Shamba Letu, Ua Jeupe, Nyuki Wengi, Mwezi Mpya, Njia Nyeupe, Mkeka Mpana, Mvua Njema',
  hi: 'Neel Kamal, Hari Ghati, Lal Mitti, Saat Dhara, Bargad Chhaya, Nayi Bhor, Pahari Jharna, Sona Khet, Ujli Nadi, Mahua Van, Seedhi Raah, Kachnar, Barsaati Deep, Nanha Beej',
  bn: 'Sabuj Math, Nil Shapla, Notun Bhor, Saat Nodi, Kash Phul, Shimul Tala, Khola Janala, Ujan Srot',
  ne: 'Seto Gurans, Rato Mato, Naulo Bihani, Sano Khola, Hariyo Pakha',
  ur: 'Neela Darya, Sabz Wadi, Nai Subah, Sheesham, Lal Anaar, Chashma-e-Noor, Khuli Khirki',
  id: 'Lembah Hijau, Muara Biru, Bukit Cendana, Pesisir Bakau, Padi Emas, Beringin Putih, Tujuh Mata Air, Kenari Merah, Embun Pagi, Lumbung Bersama, Rumpun Bambu, Perahu Biru',
  ms: 'Bukit Meranti, Sungai Kelapa, Tanjung Bakau, Pelangi Pagi, Lembah Seroja',
  fil: 'Bagong Umaga, Luntiang Lambak, Pitong Batis, Puting Tagak, Gintong Palay, Punong Narra',
  ht: 'Mòn Vèt, Sous Klè, Bwa Chèn, Flanbwayan, Rasin Vivan',
  tr: 'Mavi Zeytin, Yedi Pınar, Kızıl Nar, Sarı Başak, Ak Leylek, Yeşil Vadi, Sabah Rüzgârı, Taş Köprü',
  de: 'Blaue Linde, Rote Brücke, Drei Eichen, Grüner Hügel',
  it: 'Melograno Blu, Tre Cipressi, Fiume Lento, Rondine Bianca',
  ro: 'Salcia Albă, Trei Izvoare, Cocorul Alb',

  // Africa
  am: 'Adey Abeba, Wanza, Tinish Minch, Nech Irgib, Selam Dildiy, Addis Mesob',
  om: 'Odaa Magariisa, Burqaa Torba',
  rw: 'Umuvumu, Agaseke, Isoko Nziza, Urumuri Rushya, Imvura Nziza',
  lg: 'Ensulo Ennungi, Muvule, Akasana, Omugga Omutono',
  ny: 'Mbewu Yathu, Madzi Oyera, Mtengo Waukulu, Dzuwa Latsopano',
  bem: 'Ulubuto Ulupya, Umuti Ukulu',
  sn: 'Tsime Rakachena, Muuyu Mukuru, Zuva Idzva, Mvura Chena',
  nd: 'Amanzi Amahle, Inyoni Emhlophe',
  zu: 'Umthombo Omusha, Inkanyezi Emhlophe, Umhlaba Wethu, Isihlahla Esikhulu',
  xh: 'Intaba Ebomvu, Amanzi Amahle, Ikhaya Elitsha',
  st: 'Lefatshe la Rona, Naledi ya Meso',
  tn: 'Metsi a a Phepa, Naledi ya Moso',
  af: 'Blou Kraanvoël, Wit Doring',
  mg: 'Ravinala Maitso, Loharano Madio, Masoandro Vao, Tany Mena, Tetezana Vato',
  ha: 'Tsamiya, Rijiya Mai Dadi, Gona Mai Albarka, Fitila Sabuwa, Koren Kwari',
  yo: 'Odo Tutu, Igi Iroko, Imole Titun, Ile Wa',
  ig: 'Udala Ocha, Mmiri Ọma, Ala Anyị, Ọjị Ọhụrụ',
  pcm: 'Better Wata, Clear Road, Kola Tree, Sweet Rain, Big Umbrella',
  ak: 'Odum Kese, Nsuo Pa, Asase Pa, Nkabom Dua',
  ee: 'Anyigba Nyui, Tsi Nyui, Ati Ga',
  wo: 'Guy Gi, Ndox Mu Neex, Jant Bu Bees, Suuf Su Naat',
  ff: 'Ndiyam Laaɓɗam, Leydi Men',
  bm: 'Jigi Kura, Ji Duman, Sira Yiri',
  dyu: 'Sira Yiri, Ji Lakolon, Tile Kura',
  mos: 'Tenga Neere, Tiiga',
  ln: 'Elikya ya Sika, Mabele ya Biso, Mai ya Peto',
  ki: 'Mũkũyũ, Kĩrĩma Kĩerũ',
  luo: 'Pi Maber, Yath Maduong’',
  zgh: 'Argan Azegzaw, Tafukt, Aman Iẓilen',
  kab: 'Azemmur Azegzaw, Itri n Ṣṣbeḥ',

  // the Americas
  qu: 'Sumaq Yaku, Qantu T’ika, Ch’aska Wasi, Killa Pampa',
  ay: 'Suma Uma, Wara Wara, Jach’a Quta',
  gn: 'Yvoty Sa’yju, Ysyry Porã, Ko’ẽju Pyahu',

  // Asia and the Pacific
  ta: 'Pachai Vayal, Neela Malai, Pudhu Vaanam, Thennai Nizhal',
  te: 'Pacha Polam, Kotha Udayam',
  mr: 'Navi Pahat, Hirva Dongar, Kali Mati',
  gu: 'Navi Savar, Lilu Khetar',
  pa: 'Nava Savera, Hara Khet',
  or: 'Nua Sakala, Sabuja Khetra',
  si: 'Ran Ketha, Nil Diya, Aluth Hiru',
  fa: 'Darya-ye Sabz, Nargis-e Kabud, Bagh-e Anar',
  ps: 'Shna Dara, Nawe Sahar',
  my: 'Padauk, Thazin, Shwe Kan Tha, Nway Oo Lay, Htan Pin, Ayone Thit',
  km: 'Romduol, Tonle Khiev, Phka Chhouk',
  th: 'Rim Khlong, Thung Thong, Dok Bua, Fa Mai, Lom Yen, Nam Sai',
  jv: 'Banyu Bening, Sawah Ijo, Gunung Lestari',
  su: 'Cai Herang, Pasir Hejo',
  tet: 'Bee Moos, Rai Mean, Uma Foun',
  ko: 'Pureun Sup, Saebyeok Byeol, Matgeun Gang',
  ky: 'Ak Bulak, Jashyl Öröön',
  ru: 'Belaya Beryoza, Tikhaya Reka',
  ckb: 'Çemî Şîn, Darî Hinar',
  ku: 'Dara Hinarê, Çemê Şîn',
  fj: 'Vanua Drokadroka, Wai Savasava, Dilo',
  hif: 'Naya Savera, Ganna Khet',
  tpi: 'Klia Wara, Nupela San, Bikpela Diwai',
  bi: 'Klia Wota, Niufala Dei, Bigfala Nambanga',
  mi: 'Puna Wai, Kōwhai Hou',
  jam: 'Clear Riva, Big Breadfruit',

  // Europe
  sr: 'Plava Lipa, Tiha Reka, Beli Jablan',
  ca: 'Tres Ametllers, Riu Clar',
  gl: 'Carballo Azul, Auga Mansa',
  eu: 'Haritz Urdina, Iturri Garbia',
};

/** The emblems of a language in a part of the world; none where it has none. */
export function emblemsOf(language: string, { region, subregion }: Country): readonly string[] {
  const list =
    lists[`${language}-${subregion}`] ?? lists[`${language}-${region}`] ?? lists[language];
  return list?.split(', ') ?? [];
}
