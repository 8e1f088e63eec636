import type { Country } from '../../cldr/territories.ts';

/** Invented people, by language: what parents there call a child, and family names that nobody has. */
const names: Readonly<Record<string, { readonly given: string; readonly family: string }>> = {
  es: {
    given: 'Rosaura, Itzel, Abril, Jacinto, Marisol, Nahuel, Ceferino, Luz Elena',
    family:
      'Montesol Arroyo, Valverde Luna, Sauceda Ríos, Floreal Campos, Piedrabuena Cruz, Olmos del Valle, Cantarero Paz',
  },
  pt: {
    given: 'Jandira, Luzia, Anselmo, Iracema, Dandara, Raimundo',
    family: 'do Vale Serrano, Ribeira Mansa, Campoverde, Fontes da Luz, Palmeiral',
  },
  fr: {
    given: 'Solène, Maël, Capucine, Honorine',
    family: 'Valtendre, Bellerive-Dumont, Hautbois, Clairfontaine',
  },
  'fr-017': { given: 'Espérance, Célestin, Béatrice', family: 'Mbalani, Ndoungou, Mokoliba' },
  en: {
    given: 'Marlowe, Juniper, Imani, Tamsin, Rowan',
    family: 'Hartfield-Moss, Brightwater, Silverwood, Lindenbrook',
  },
  ar: {
    given: 'سلمى, هناء, طارق, نوال, مريم, يوسف, ريم, كريم',
    family: 'النبعاوي, الزيتونيّ, السنابليّ, بو النخيل, الجسراوي, الوادياني',
  },
  sw: {
    given: 'Neema, Baraka, Zawadi, Salma, Rehema, Juma',
    family: 'Mbuyuni, Mtoni, Chemchemi, Mwangaza, Msituni',
  },
  wo: { given: 'Rokhaya, Awa, Moussa', family: 'Ndoxène, Suufal, Guyène' },
  bm: { given: 'Bintou, Oumou, Adama', family: 'Jirikoro, Sirayira, Dugunan' },
  mg: { given: 'Voahangy, Haja, Lalao', family: 'Ravinalasoa, Andriamaitso, Rasoloharano' },
  ak: { given: 'Adwoa, Kwabena, Esi', family: 'Odumkese-Boadi, Nsuopa, Asasewa' },
  yo: { given: 'Folasade, Temilola, Akinwale', family: 'Odotutu, Irokodele' },
  ig: { given: 'Chidubem, Adaobi, Nnenna', family: 'Udalaocha, Mmirioma' },
  ha: { given: 'Hauwa, Safiya, Garba', family: 'Tsamiyawa, Mai Rijiya' },
  zu: { given: 'Thandeka, Sipho, Nomvula', family: 'Mthombeniwe, Sihlahleni' },
  sn: { given: 'Tendai, Rudo, Chipo', family: 'Muuyuruka, Tsimende' },
  lg: { given: 'Namusoke, Ssanyu, Kirabo', family: 'Nakasana, Ssenkulo' },
  rw: { given: 'Uwimana, Mutesi, Keza', family: 'Isokonziza, Murumuri' },
  am: { given: 'Hiwot, Selamawit, Dawit, Meklit', family: 'Wanzaye, Minchilu, Adeyab' },
  hi: {
    given: 'Sunita, Kamala, Ramesh, Phoolmati, Arvind, Savitri',
    family: 'Dharawal, Bargadiya, Khetwani, Jharnewal',
  },
  ta: { given: 'Malarvizhi, Selvam, Kayalvizhi', family: 'Vayaladi, Thennavan, Malaiyarasi' },
  bn: { given: 'Shapla, Rokeya, Anwar, Jharna', family: 'Nodipar, Kashbon, Dhankheti' },
  ur: { given: 'Zarmina, Bushra, Naveed, Gulnaz', family: 'Daryawal, Chashmani, Sheeshamvi' },
  ne: { given: 'Maya, Phulmaya, Dhan Bahadur', family: 'Guranse, Kholagaun' },
  id: { given: 'Wulan, Sekar, Bayu, Lestari, Ratri', family: 'Cendanasari, Muarawati, Padmabiru' },
  ms: { given: 'Aisyah, Faridah, Suraya', family: 'binti Meranti, binti Seroja' },
  fil: { given: 'Ligaya, Amihan, Danilo, Liwayway', family: 'Batislaon, Palayanin, Narrazal' },
  tr: { given: 'Gülay, Deniz, Zeynep, Umut', family: 'Zeytindalı, Pınarbaşlı, Narçiçek' },
  ht: { given: 'Mirlande, Jocelyne, Wilner', family: 'Bwachèn, Sousklè' },
  de: { given: 'Almut, Jorinde, Henrik', family: 'Lindenthaler-Brück, Auenfeld' },
  it: { given: 'Fiorenza, Ginevra, Tiziano', family: 'Valdolmo, Cipressini' },
};

/** Names of the people who speak a language in a part of the world; null where nobody was invented. */
export function peopleOf(
  language: string,
  { region, subregion }: Country,
): { readonly given: readonly string[]; readonly family: readonly string[] } | null {
  const found =
    names[`${language}-${subregion}`] ?? names[`${language}-${region}`] ?? names[language];
  return found ? { given: found.given.split(', '), family: found.family.split(', ') } : null;
}
