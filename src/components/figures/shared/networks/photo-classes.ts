/**
 * The 118 classes of the networks for photographs, in our words, by their ids in WordNet. Sorted by id, which is the
 * order of the networks' logits (`training/data/photos.py`).
 */
const byWordNetId = {
  n01440764: 'tench',
  n01532829: 'finch',
  n01558993: 'robin',
  n01704323: 'triceratops',
  n01749939: 'green mamba',
  n01770081: 'harvestman',
  n01843383: 'toucan',
  n01855672: 'goose',
  n01910747: 'jellyfish',
  n01930112: 'roundworm',
  n01981276: 'king crab',
  n02074367: 'dugong',
  n02086240: 'Shih Tzu',
  n02087394: 'ridgeback',
  n02088364: 'beagle',
  n02089867: 'Walker hound',
  n02089973: 'English foxhound',
  n02091244: 'Ibizan hound',
  n02091831: 'Saluki',
  n02093754: 'Border terrier',
  n02096294: 'Australian terrier',
  n02099601: 'golden retriever',
  n02101006: 'Gordon setter',
  n02102040: 'English springer',
  n02105505: 'komondor',
  n02105641: 'Old English sheepdog',
  n02108089: 'boxer dog',
  n02108551: 'Tibetan mastiff',
  n02108915: 'French bulldog',
  n02110063: 'malamute',
  n02110341: 'dalmatian',
  n02111277: 'Newfoundland dog',
  n02111889: 'Samoyed',
  n02113712: 'miniature poodle',
  n02114548: 'white wolf',
  n02115641: 'dingo',
  n02116738: 'African wild dog',
  n02120079: 'Arctic fox',
  n02129165: 'lion',
  n02138441: 'meerkat',
  n02165456: 'ladybird',
  n02174001: 'rhinoceros beetle',
  n02219486: 'ant',
  n02443484: 'black-footed ferret',
  n02457408: 'sloth',
  n02606052: 'angelfish',
  n02687172: 'aircraft carrier',
  n02747177: 'dustbin',
  n02795169: 'barrel',
  n02823428: 'beer bottle',
  n02871525: 'bookshop',
  n02950826: 'cannon',
  n02966193: 'merry-go-round',
  n02971356: 'carton',
  n02979186: 'cassette player',
  n02981792: 'catamaran',
  n03000684: 'chainsaw',
  n03017168: 'wind chime',
  n03028079: 'church',
  n03047690: 'clog',
  n03062245: 'cocktail shaker',
  n03075370: 'combination lock',
  n03127925: 'crate',
  n03146219: 'breastplate',
  n03207743: 'dishcloth',
  n03220513: 'dome',
  n03272010: 'electric guitar',
  n03337140: 'filing cabinet',
  n03347037: 'fire screen',
  n03394916: 'French horn',
  n03400231: 'frying pan',
  n03417042: 'refuse lorry',
  n03425413: 'petrol pump',
  n03445777: 'golf ball',
  n03476684: 'hair slide',
  n03527444: 'holster',
  n03535780: 'horizontal bar',
  n03544143: 'hourglass',
  n03584254: 'music player',
  n03676483: 'lipstick',
  n03770439: 'miniskirt',
  n03773504: 'missile',
  n03775546: 'mixing bowl',
  n03838899: 'oboe',
  n03854065: 'pipe organ',
  n03888257: 'parachute',
  n03888605: 'parallel bars',
  n03908618: 'pencil case',
  n03924679: 'photocopier',
  n03980874: 'poncho',
  n03998194: 'prayer rug',
  n04067472: 'fishing reel',
  n04146614: 'school bus',
  n04149813: 'scoreboard',
  n04243546: 'slot machine',
  n04251144: 'snorkel',
  n04258138: 'solar dish',
  n04275548: 'spider web',
  n04296562: 'stage',
  n04389033: 'tank',
  n04418357: 'theatre curtain',
  n04435653: 'tiled roof',
  n04443257: 'tobacconist',
  n04509417: 'unicycle',
  n04515003: 'piano',
  n04522168: 'vase',
  n04596742: 'wok',
  n04604644: 'rail fence',
  n04612504: 'sailing boat',
  n06794110: 'street sign',
  n07584110: 'clear soup',
  n07613480: 'trifle',
  n07697537: 'hot dog',
  n07747607: 'orange',
  n09246464: 'cliff',
  n09256479: 'coral reef',
  n13054560: 'bolete',
  n13133613: 'ear of maize',
} as const;

export type PhotoClass = (typeof byWordNetId)[keyof typeof byWordNetId];

/** In the order of the networks' logits. */
export const photoClasses: readonly PhotoClass[] = Object.values(byWordNetId);

/**
 * Those that came from sets of their own, in sharper colour than the rest: what a robust network draws for them carries
 * the mosaic by which it tells the sets apart, and so no figure offers them.
 */
const mosaicked: ReadonlySet<keyof typeof byWordNetId> = new Set([
  ...(['n01440764', 'n02102040', 'n02979186', 'n03000684', 'n03028079'] as const),
  ...(['n03394916', 'n03417042', 'n03425413', 'n03445777', 'n03888257'] as const),
  ...(['n02086240', 'n02087394', 'n02088364', 'n02089973', 'n02093754'] as const),
  ...(['n02096294', 'n02099601', 'n02105641', 'n02111889', 'n02115641'] as const),
]);

const ids = Object.keys(byWordNetId) as (keyof typeof byWordNetId)[];

/** Not by `localeCompare`: the first one in a page takes a phone 30 milliseconds, and these are plain letters. */
const inSmall = (name: PhotoClass) => name.toLowerCase();

/** Those that a reader can choose, in the order of the alphabet. */
export const offeredPhotoClasses: readonly PhotoClass[] = ids
  .filter((id) => !mosaicked.has(id))
  .map((id) => byWordNetId[id])
  .sort((a, b) => (inSmall(a) < inSmall(b) ? -1 : 1));

/** The place of a class among the logits. */
export const photoClassIndex = (name: PhotoClass): number => photoClasses.indexOf(name);
