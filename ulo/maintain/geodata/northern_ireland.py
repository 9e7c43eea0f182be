"""The council of every place of Northern Ireland that GeoNames names, typed by hand.

Postcodes of Northern Ireland are not open data, so they may not tell us. `tables` refuses a place that stands nowhere
here, a name that GeoNames has not, and a place far from the others of its council.
"""

PLACES = {
    "antrim-and-newtownabbey": [
        "Antrim", "Ballyclare", "Carnmoney", "Crumlin", "Doagh", "Jordanstown", "Newtownabbey", "Randalstown", "Templepatrick"],
    "ards-and-north-down": [
        "Ballygowan", "Ballywalter", "Bangor", "Comber", "Donaghadee", "Greyabbey", "Holywood", "Kircubbin", "Millisle",
        "Newtownards", "Portaferry", "Portavogie"],
    "armagh-city-banbridge-and-craigavon": [
        "Armagh", "Banbridge", "Craigavon", "Donaghcloney", "Dromore", "Gilford", "Keady", "Lawrencetown", "Magheralin",
        "Portadown", "Rathfriland", "Tandragee", "Waringstown"],
    "belfast": ["Belfast"],
    "causeway-coast-and-glens": [
        "Ballintoy Harbour", "Ballycastle", "Ballykelly", "Ballymoney", "Ballypatrick", "Bushmills", "Castlerock", "Coleraine",
        "Cushendall", "Dungiven", "Dunloy", "Garvagh", "Glenariff", "Kilrea", "Limavady", "Portrush", "Portstewart"],
    "derry-city-and-strabane": [
        "Ballymagorry", "Castlederg", "Culmore", "Derry", "Eglinton", "Londonderry County Borough", "New Buildings",
        "Newtownstewart", "Sion Mills", "Strabane"],
    "fermanagh-and-omagh": [
        "Ballinamallard", "Dromore", "Enniskillen", "Fintona", "Irvinestown", "Lisnaskea", "Newtownbutler", "Omagh", "Rosslea"],
    "lisburn-and-castlereagh": [
        "Annahilt", "Carryduff", "Castlereagh", "Dundonald", "Glenavy", "Hillsborough", "Lisburn", "Moira"],
    "mid-and-east-antrim": [
        "Ahoghill", "Ballymena", "Broughshane", "Carnlough", "Carrickfergus", "Connor", "Cullybackey", "Greenisland", "Larne",
        "Portglenone", "Whitehead"],
    "mid-ulster": [
        "Aughnacloy", "Ballygawley", "Bellaghy", "Castledawson", "Coalisland", "Cookstown", "Draperstown", "Dungannon",
        "Fivemiletown", "Maghera", "Magherafelt", "Moneymore", "Moy"],
    "newry-mourne-and-down": [
        "Annalong", "Ardglass", "Ballynahinch", "Castlewellan", "Crossgar", "Crossmaglen", "Downpatrick", "Dundrum", "Kilkeel",
        "Killyleagh", "Newcastle", "Newry", "Newtownhamilton", "Rostrevor", "Saintfield", "Warrenpoint"],
}
