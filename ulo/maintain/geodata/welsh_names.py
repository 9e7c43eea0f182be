"""The Welsh names of towns of Wales where they differ from the name that GeoNames gives first, typed by hand.

GeoNames has many of them among its other names, but does not say of what language these are. `tables` refuses a place that
GeoNames lacks, and a name of CONFIRMED that is not among its other names. Those of UNCONFIRMED are not there, or only in
another spelling: they are from general knowledge.
"""

CONFIRMED = {
    "blaenau-gwent": {"Abertillery": "Abertyleri", "Brynmawr": "Bryn-mawr", "Ebbw Vale": "Glyn Ebwy"},
    "bridgend": {"Bridgend": "Pen-y-bont ar Ogwr"},
    "caerphilly": {"Abercarn": "Aber-carn", "Blackwood": "Coed-duon", "Caerphilly": "Caerffili"},
    "cardiff": {"Cardiff": "Caerdydd", "Llandaff": "Llandaf"},
    "carmarthenshire": {
        "Ammanford": "Rhydaman", "Burry Port": "Porth Tywyn", "Carmarthen": "Caerfyrddin", "Kidwelly": "Cydweli",
        "Laugharne": "Talacharn", "Llandovery": "Llanymddyfri", "Saint Clears": "Sanclêr", "Tumble": "Y Tymbl",
        "Whitland": "Hendy-gwyn"},
    "ceredigion": {"Cardigan": "Aberteifi", "Lampeter": "Llanbedr Pont Steffan", "Newcastle Emlyn": "Castellnewydd Emlyn"},
    "conwy": {"Colwyn Bay": "Bae Colwyn"},
    "denbighshire": {"Denbigh": "Dinbych", "Rhyl": "Y Rhyl", "Ruthin": "Rhuthun", "Saint Asaph": "Llanelwy"},
    "flintshire": {
        "Buckley": "Bwcle", "Deeside": "Glannau Dyfrdwy", "Flint": "Y Fflint", "Hawarden": "Penarlâg", "Holywell": "Treffynnon",
        "Mold": "Yr Wyddgrug"},
    "gwynedd": {"Bala": "Y Bala", "Barmouth": "Abermaw", "Criccieth": "Cricieth"},
    "isle-of-anglesey": {"Beaumaris": "Biwmares", "Holyhead": "Caergybi", "Menai Bridge": "Porthaethwy"},
    "merthyr-tydfil": {"Merthyr Tydfil": "Merthyr Tudful"},
    "monmouthshire": {
        "Abergavenny": "Y Fenni", "Chepstow": "Cas-gwent", "Monmouth": "Trefynwy", "Raglan": "Rhaglan", "Tintern": "Tyndyrn",
        "Usk": "Brynbuga"},
    "neath-port-talbot": {"Briton Ferry": "Llansawel", "Neath": "Castell-nedd", "Taibach": "Tai-bach"},
    "newport": {"Caerleon": "Caerllion", "Newport": "Casnewydd"},
    "pembrokeshire": {
        "Fishguard": "Abergwaun", "Goodwick": "Wdig", "Haverfordwest": "Hwlffordd", "Kilgetty": "Cilgeti",
        "Milford Haven": "Aberdaugleddau", "Narberth": "Arberth", "Newport": "Trefdraeth", "Pembroke": "Penfro",
        "Pembroke Dock": "Doc Penfro", "Saint Davids": "Tyddewi", "Tenby": "Dinbych-y-pysgod"},
    "powys": {
        "Brecon": "Aberhonddu", "Builth Wells": "Llanfair-ym-Muallt", "Crickhowell": "Crucywel", "Knighton": "Trefyclo",
        "Llandrindod Wells": "Llandrindod", "Llanwrtyd Wells": "Llanwrtyd", "Montgomery": "Trefaldwyn", "Newtown": "Y Drenewydd",
        "Presteigne": "Llanandras", "Rhayader": "Rhaeadr Gwy", "Welshpool": "Y Trallwng"},
    "rhondda-cynon-taf": {
        "Aberdare": "Aberdâr", "Llantwit Fardre": "Llanilltud Faerdref", "Mountain Ash": "Aberpennar", "Pontyclun": "Pont-y-clun",
        "Rhondda": "Y Rhondda", "Treorchy": "Treorci"},
    "swansea": {"Dunvant": "Dyfnant", "Morriston": "Treforys", "Swansea": "Abertawe"},
    "torfaen": {"Blaenavon": "Blaenafon", "Cwmbran": "Cwmbrân", "Pontypool": "Pont-y-pŵl"},
    "vale-of-glamorgan": {"Barry": "Y Barri", "Cowbridge": "Y Bont-faen", "Llantwit Major": "Llanilltud Fawr", "Wick": "Y Wig"},
    "wrexham": {"Chirk": "Y Waun", "Ruabon": "Rhiwabon", "Wrexham": "Wrecsam"},
}

UNCONFIRMED = {
    "bridgend": {"Aberkenfig": "Abercynffig", "Coity": "Coety", "Pyle": "Y Pîl"},
    "caerphilly": {
        "Bargoed": "Bargod", "Gelligaer": "Gelli-gaer", "New Tredegar": "Tredegar Newydd", "Newbridge": "Trecelyn", "Rhymney": "Rhymni",
        "Risca": "Rhisga"},
    "cardiff": {"Radyr": "Radur", "Rhiwbina": "Rhiwbeina", "Whitchurch": "Yr Eglwys Newydd"},
    "carmarthenshire": {"Glanamman": "Glanaman"},
    "ceredigion": {"New Quay": "Ceinewydd"},
    "flintshire": {"Broughton": "Brychdyn", "Halkyn": "Helygain", "Leeswood": "Coed-llai", "Northop": "Llaneurgain"},
    "isle-of-anglesey": {"Valley": "Y Fali"},
    "monmouthshire": {"Caldicot": "Cil-y-coed", "Magor": "Magwyr", "Undy": "Gwndy"},
    "neath-port-talbot": {"Brynamman": "Brynaman", "Glyn-neath": "Glyn-nedd", "Resolven": "Resolfen", "Seven Sisters": "Blaendulais"},
    "newport": {"Marshfield": "Maerun"},
    "pembrokeshire": {"Letterston": "Treletert", "Solva": "Solfach"},
    "powys": {"Hay": "Y Gelli Gandryll"},
    "rhondda-cynon-taf": {"Clydach Vale": "Cwm Clydach", "Ferndale": "Glynrhedynog"},
    "swansea": {"Bishopston": "Llandeilo Ferwallt", "Landore": "Glandŵr", "Three Crosses": "Y Crwys"},
    "vale-of-glamorgan": {"Rhoose": "Y Rhws", "Wenvoe": "Gwenfô"},
    "wrexham": {"Gresford": "Gresffordd", "Overton": "Owrtyn", "Rossett": "Yr Orsedd"},
}
