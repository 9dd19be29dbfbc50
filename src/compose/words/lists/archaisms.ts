/**
 * Words of old verse that nobody sings today.
 * To ban another, add it.
 */
const ARCHAISMS: ReadonlySet<string> = new Set(
  (
    "thee thou thy thine thyself ye art wert wast hast hath hadst dost doth didst shalt wilt " +
    "canst couldst wouldst shouldst mayst mightst knowest knoweth goeth cometh saith seest " +
    "loveth liveth giveth maketh taketh o'er e'er ne'er ere oft ofttimes oftentimes whene'er " +
    "where'er howe'er whate'er tis twas twere twill twixt betwixt amongst amidst whilst unto " +
    "nigh yea nay aye verily forsooth prithee methinks methought perchance haply mayhap " +
    "peradventure wherefore whence hence thence whither hither thither whereon wherein " +
    "whereof whereat therein thereof thereon thereat hereof hereby whereby yon yonder yore " +
    "anon erst erstwhile betimes eke fain lief alas alack lo hark behold begone adieu avaunt " +
    "welladay heigh hail hie hied quoth quoths ope oped morn eve e'en eventide morrow " +
    "gloaming vesper orb orbs zephyr zephyrs ether empyrean azure vale vales dale dell dells " +
    "glade glades lea leas mead meads bower bowers brake brakes sylvan sward greensward " +
    "verdant umbrageous fen mere tarn rill rills rivulet billow billows bark barque barques " +
    "prow steed steeds charger palfrey swain swains shepherdess damsel damsels maiden maidens " +
    "maid maids lass lasses dame dames sire sires knave knaves wight wights churl yeoman " +
    "squire minstrel minstrels bard bards lyre lyres lute lutes lays ditty roundelay strain " +
    "strains muse muses laurel laurels garland garlands wreath'd bedight bedecked begirt clad " +
    "bestrewn beshrew bethink betide betides bereft bewail bewailed behest bespeak bespoke " +
    "besought beseech beseeches wend wended doff doffed don smote smite smites smitten slay " +
    "slain slew slays spake bade bidden durst clave clove cleft wrought begat begot sware " +
    "trow wot wist wis ween listeth hearken hearkened beauteous bounteous plenteous wondrous " +
    "piteous grievous hoary hoar darksome gladsome blithesome winsome comely goodly sooth " +
    "troth plight plighted ruth dolorous doleful dole drear woe woes woeful weal wroth wrath " +
    "ire gore visage countenance tresses bosom bosoms ay aught naught nought ilk sundry " +
    "divers manifold twain fourscore threescore fortnight sepulchre bier pall sable knell " +
    "knells tolled requiem dirge dirges clod turf gallant gallants fealty liege vassal thrall " +
    "thralls bondsman heathen pagan infidel paynim abode abodes forlorn wan lorn ebon pinion " +
    "pinions quaff quaffed goblet flagon wassail bourn bourne welkin firmament celestial " +
    "seraph seraphs cherub cherubim deathless o'erhead athwart aloft astride afar abaft aback " +
    "agone aright aslant alway evermore nevermore forevermore wheresoever whatsoever " +
    "whosoever howsoever insomuch inasmuch notwithstanding albeit nathless natheless withal " +
    "thereto hereto thereby hitherto heretofore bonny bonnie auld lang syne ken bairn bairns " +
    "dinna canna thro tho"
  ).split(" "),
);

/** Whether a word is of old verse only. */
export function isArchaic(word: string): boolean {
  return ARCHAISMS.has(word) || OLD_VERBS.test(word);
}

/** Old second and third persons: "goest", "singeth"; not "forest", "west" or "teeth". */
const OLD_VERBS =
  /(?:[a-z]eth$)(?<!teeth|beth|eighth|tieth)|^(?:go|see|know|do|sing|come|say|think|speak|hear|mak|tak|giv|lov|liv)est$/;
